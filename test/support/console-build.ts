import { build } from 'vite';
import { clientIsStale } from '../../scripts/build/client-build.mjs';

/** Builds the console and the handheld as the server serves them, once for all files, if their sources are newer than what was built. */
export default async function setup(): Promise<void> {
  if (!(await clientIsStale(process.cwd()))) return;
  // A build for tests would be another one: React as it is developed, and no service worker.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  await build({ configFile: 'vite.config.ts', root: 'client', logLevel: 'warn' });
  process.env.NODE_ENV = NODE_ENV;
}
