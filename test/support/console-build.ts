import { build } from 'vite';
import { clientIsStale } from '../../scripts/client-build.mjs';

/** Builds the console the server serves, if its sources are newer than what was built. */
export async function buildConsole(): Promise<void> {
  if (!(await clientIsStale(process.cwd()))) return;
  await build({ configFile: 'vite.config.ts', root: 'client', logLevel: 'warn' });
}
