import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/**
 * A Vite plugin that tells a service worker which files its page is made of: those the page's entry leads to, and what stands beside them.
 * The worker's chunk then knows `APP_FILES`, of which the version is a hash of their names; `later` are those that only the modules named so lead
 * to: the app starts without them.
 */
export function listAppFiles({
  later,
  page,
  worker,
}: {
  later: string;
  page: string;
  worker: string;
}): Plugin {
  return {
    name: 'list-app-files',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const entry = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(page));
      const target = chunks.find(({ isEntry, name }) => isEntry && name === worker);
      if (!entry || !target) return;
      const files = new Set<string>();
      const put = new Set<string>();
      const follow = (name: string, isLater = false) => {
        if (files.has(name)) return;
        const chunk = bundle[name];
        if (!isLater && chunk?.type === 'chunk' && chunk.facadeModuleId?.endsWith(later))
          return void put.add(name);
        files.add(name);
        if (chunk?.type !== 'chunk') return;
        for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css);
        for (const next of [...chunk.imports, ...chunk.dynamicImports]) follow(next);
      };
      follow(entry.fileName);
      const listed = addresses(files);
      for (const name of put) follow(name, true);
      const afterwards = addresses(files).filter((name) => !listed.includes(name));
      const beside = ['/handheld.webmanifest', '/handheld-192.png', '/mark.svg'];
      const version = createHash('sha256')
        .update([...listed, ...afterwards].join())
        .digest('hex')
        .slice(0, 12);
      const known = JSON.stringify({ version, files: [...listed, ...beside], later: afterwards });
      target.code = `const APP_FILES = ${known};\n${target.code}`;
    },
  };
}

const addresses = (files: ReadonlySet<string>) => [...files].sort().map((name) => `/${name}`);
