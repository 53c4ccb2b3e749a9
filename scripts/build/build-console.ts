import { build } from 'vite';
import { clientIsStale } from './client-build.mjs';

/** Builds the console and the handheld as the server serves them, if their sources are newer than what was built; of tests once for all files. */
export default async function buildConsole(): Promise<void> {
  if (!(await clientIsStale(process.cwd()))) return;
  // A build for tests would be another one: React as it is developed, and no service worker.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  await build({ configFile: 'vite.config.ts', root: 'client', logLevel: 'warn' });
  process.env.NODE_ENV = NODE_ENV;
}
