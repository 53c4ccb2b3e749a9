import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/**
 * A Vite plugin that tells a service worker which files its page is made of: those the page's entry leads to, and what stands beside them.
 * The worker's chunk then knows `APP_FILES`, of which the version is a hash of their names.
 */
export function listAppFiles({ page, worker }: { page: string; worker: string }): Plugin {
  return {
    name: 'list-app-files',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const entry = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(page));
      const target = chunks.find(({ isEntry, name }) => isEntry && name === worker);
      if (!entry || !target) return;
      const files = new Set<string>();
      const follow = (name: string) => {
        if (files.has(name)) return;
        files.add(name);
        const chunk = bundle[name];
        if (chunk?.type !== 'chunk') return;
        for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css);
        for (const next of [...chunk.imports, ...chunk.dynamicImports]) follow(next);
      };
      follow(entry.fileName);
      const listed = [...files].sort().map((name) => `/${name}`);
      const beside = ['/handheld.webmanifest', '/handheld-192.png', '/mark.svg'];
      const version = createHash('sha256').update(listed.join()).digest('hex').slice(0, 12);
      const known = JSON.stringify({ version, files: [...listed, ...beside] });
      target.code = `const APP_FILES = ${known};\n${target.code}`;
    },
  };
}
