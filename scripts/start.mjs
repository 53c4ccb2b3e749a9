// Plain JavaScript: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SERVER } from './build/server-command.mjs';
import { ensureInstalled } from './ensure-installed.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
await ensureInstalled(root);
const { clientIsStale } = await import('./build/client-build.mjs');

const building = (await clientIsStale(root)) ? build() : Promise.resolve();
// Whether it went well is asked for when the address is printed.
building.catch(() => {});
const server = spawn(process.execPath, SERVER, {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
// The console may still be building when the server is ready; the address is printed when both are.
server.on('message', async ({ ready } = {}) => {
  if (!ready) return;
  try {
    await building;
    console.log(
      `\n  Xunji is at ${ready}\n  Ctrl-C stops it; the next start goes on where this one ended.\n`,
    );
  } catch (error) {
    console.error(`\n  The API is at ${ready}, but the console was not built: ${error.message}\n`);
  }
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
const [code] = await once(server, 'exit');
process.exit(code ?? 1);

async function build() {
  console.log('· building the console');
  const began = Date.now();
  const vite = spawn(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const [exit] = await once(vite, 'exit');
  if (exit !== 0 || !existsSync('dist/client/index.html')) throw new Error('vite build failed');
  console.log(`· console built (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}
