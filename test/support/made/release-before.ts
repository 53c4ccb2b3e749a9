import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How the build names files by their content: the name, its hash, what it is. */
const HASHED = /[\w~-]+-[\w-]{8}\.(?:js|css|mjs|svg|png)/g;
const IS_TEXT = /\.(?:js|mjs|css|html)$/;
const IS_PACKED = /\.(?:gz|br)$/;

/**
 * Makes, of the built console, one of the release before: the same pages, of files with names of which this release has none. `to` is
 * a folder that is not there yet; resolves once it is.
 */
export async function makeReleaseBefore(to: string, built = 'dist/client'): Promise<void> {
  await cp(built, to, { recursive: true, filter: (path) => !/\/(assets|\.vite)$/.test(path) });
  await mkdir(join(to, 'assets'));
  const files = (await readdir(join(built, 'assets'))).filter((name) => !IS_PACKED.test(name));
  const known = new Set(files);
  const before = (name: string) => (known.has(name) ? `before-${name}` : name);
  const copy = async (from: string, into: string) =>
    IS_TEXT.test(from)
      ? writeFile(into, (await readFile(from, 'utf8')).replaceAll(HASHED, before))
      : cp(from, into);
  await copy(join(built, 'index.html'), join(to, 'index.html'));
  await Promise.all(
    files.map((name) => copy(join(built, 'assets', name), join(to, 'assets', before(name)))),
  );
}
