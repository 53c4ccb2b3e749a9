import { sql } from 'kysely';
import type { Db } from './open.ts';

const DAY_MS = 86_400_000;
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** Remembers which day partitions of fixes exist and makes those that are missing. */
export function createFixPartitions(db: Db) {
  const known = new Set<string>();
  return {
    /** Makes sure the UTC days of these session times (Unix ms) have a partition. */
    async ensure(sessions: Iterable<number>): Promise<void> {
      const missing = new Set<string>();
      for (const ms of sessions) if (!known.has(dayOf(ms))) missing.add(dayOf(ms));
      for (const day of missing) {
        await createPartition(db, day);
        known.add(day);
      }
    },
  };
}

async function createPartition(db: Db, day: string): Promise<void> {
  const next = dayOf(Date.parse(day) + DAY_MS);
  const name = `fixes_${day.replaceAll('-', '')}`;
  await db.transaction().execute(async (trx) => {
    // Two servers may want the same day at once; the lock lasts until commit.
    await sql`select pg_advisory_xact_lock(hashtext('xunji fix partitions'))`.execute(trx);
    await sql
      .raw(
        `create table if not exists ${name} partition of fixes
           for values from ('${day} 00:00+00') to ('${next} 00:00+00')`,
      )
      .execute(trx);
  });
}
