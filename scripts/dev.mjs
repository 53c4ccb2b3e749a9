// Plain JavaScript: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
await ensureInstalled(root);

// The console is served from its sources and asks the server on PORT beside it.
const children = [
  ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'scripts/serve.ts'],
  ['node_modules/vite/bin/vite.js', '--clearScreen', 'false'],
].map((command) => spawn(process.execPath, command, { stdio: 'inherit' }));

let isStopping = false;
const stop = () => {
  if (isStopping) return;
  isStopping = true;
  for (const child of children) child.kill('SIGTERM');
};
process.on('SIGTERM', stop);
// A terminal tells the children itself; told twice, they would not stop in order.
process.on('SIGINT', () => {
  isStopping = true;
});
// One without the other is of no use.
for (const child of children) child.on('exit', stop);
