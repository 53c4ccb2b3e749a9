import { sql } from 'kysely';
import type { Db } from './open.ts';

/**
 * Checks that a role's sessions are as the service needs them where a pooler keeps it from asking for that itself. Throws an Error that says
 * what to run once.
 */
export async function requireSessionSettings(db: Db): Promise<void> {
  const { rows } = await sql<{ zone: string; role: string }>`
    select current_setting('TimeZone') as zone, current_user as role`.execute(db);
  const { role, zone } = rows[0]!;
  if (['UTC', 'Etc/UTC', 'GMT'].includes(zone)) return;
  throw new Error(
    `Behind a pooler sessions must be in UTC, and those of ${role} are in ${zone}. Run once, as a superuser: alter role "${role}" set timezone = 'UTC'; alter role "${role}" set jit = off; alter role "${role}" set max_parallel_workers_per_gather = 0; and let the pooler connect anew.`,
  );
}
