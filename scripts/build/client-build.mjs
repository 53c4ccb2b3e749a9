import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const SOURCES = [
  'client',
  'server/contract',
  'scripts/build',
  'vite.config.ts',
  'package-lock.json',
];

/** Whether anything the console is built from is newer than what was built. */
export async function clientIsStale(root) {
  const built = await stat(join(root, 'dist/client/index.html')).catch(() => null);
  if (!built) return true;
  const newest = await Promise.all(SOURCES.map((source) => newestUnder(join(root, source))));
  return Math.max(...newest) > built.mtimeMs;
}

async function newestUnder(path) {
  const own = await stat(path);
  if (!own.isDirectory()) return own.mtimeMs;
  const inside = await readdir(path, { recursive: true, withFileTypes: true });
  const times = await Promise.all(
    inside
      .filter((entry) => entry.isFile())
      .map((entry) => stat(join(entry.parentPath, entry.name))),
  );
  return Math.max(0, ...times.map(({ mtimeMs }) => mtimeMs));
}
