import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a program of PostgreSQL's client (`pg_dump`, `pg_restore`) on a database, whose password no listing of processes shows. Throws an
 * Error with what it said, or how to get it.
 */
export async function runPostgresTool(
  program: string,
  args: readonly string[],
  databaseUrl: string,
): Promise<void> {
  const { url, password } = withoutPassword(databaseUrl);
  const tool = spawn(program, [...args, `--dbname=${url}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...(password ? { PGPASSWORD: password } : {}) },
  });
  let said = '';
  tool.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(tool, 'close').catch((error: Error) => {
    throw new Error(
      `${program} did not start (${error.message}): install PostgreSQL's client (Debian: postgresql-client).`,
    );
  });
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${said.trim()}`);
}

function withoutPassword(databaseUrl: string): { url: string; password?: string } {
  const [, user, password, place] = /^([a-z]+:\/\/[^:@/]*):([^@/]*)(@.*)$/s.exec(databaseUrl) ?? [];
  return password
    ? { url: `${user}${place}`, password: decodeURIComponent(password) }
    : { url: databaseUrl };
}
