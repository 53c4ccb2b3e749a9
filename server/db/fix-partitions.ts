import { sql } from 'kysely';
import type { Db } from './open.ts';

const DAY_MS = 86_400_000;
const iso = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Remembers which day partitions of fixes exist and makes those that are missing. */
export function createFixPartitions(db: Db) {
  const known = new Set<number>();
  return {
    /** Makes sure the UTC days of these session times (Unix ms) have a partition. */
    async ensure(sessions: Iterable<number>): Promise<void> {
      const missing = new Set<number>();
      for (const ms of sessions) {
        const day = Math.floor(ms / DAY_MS);
        if (!known.has(day)) missing.add(day);
      }
      for (const day of missing) {
        await createPartition(db, day);
        known.add(day);
      }
    },
  };
}

/** `day` counts from 1970-01-01. */
async function createPartition(db: Db, day: number): Promise<void> {
  const name = `fixes_${iso(day).replaceAll('-', '')}`;
  await db.transaction().execute(async (trx) => {
    // Two servers may want the same day at once; the lock lasts until commit.
    await sql`select pg_advisory_xact_lock(hashtext('xunji fix partitions'))`.execute(trx);
    await sql
      .raw(
        `create table if not exists ${name} partition of fixes
           for values from ('${iso(day)} 00:00+00') to ('${iso(day + 1)} 00:00+00')`,
      )
      .execute(trx);
  });
}
