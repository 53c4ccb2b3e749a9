import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a program of PostgreSQL's client (`pg_dump`, `pg_restore`). Throws an Error with what it said, or how to get it. */
export async function runPostgresTool(program: string, args: readonly string[]): Promise<void> {
  const tool = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  tool.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = Promise.race([
    once(tool, 'close'),
    once(tool, 'error').then(([error]) => {
      throw new Error(
        `${program} did not start (${(error as Error).message}): install PostgreSQL's client (Debian: postgresql-client).`,
      );
    }),
  ]);
  const [code] = await ended;
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${said.trim()}`);
}
