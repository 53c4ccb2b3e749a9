import { sql } from 'kysely';
import { DAY_MS } from '../../contract/units.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

const dateOf = (day: number) => iso(day * DAY_MS).slice(0, 10);

/** Remembers which day partitions of fixes exist and makes those that are missing. */
export function createFixPartitions(db: Db) {
  const known = new Set<number>();

  /** Makes sure the UTC days of these session times (Unix ms) have a partition. */
  async function ensure(sessions: readonly number[]): Promise<void> {
    for (const day of new Set(sessions.map((ms) => Math.floor(ms / DAY_MS)))) {
      if (known.has(day)) continue;
      await createPartition(db, day);
      known.add(day);
    }
  }

  return {
    ensure,
    /** Runs an insert over these sessions; once more where another server has dropped a partition meanwhile. */
    async during<T>(sessions: readonly number[], insert: () => Promise<T>): Promise<T> {
      await ensure(sessions);
      return insert().catch(async (error: unknown) => {
        if (!isPartitionGone(error)) throw error;
        known.clear();
        await ensure(sessions);
        return insert();
      });
    },
  };
}

export type FixPartitions = ReturnType<typeof createFixPartitions>;

const isPartitionGone = (error: unknown): boolean =>
  (error as { code?: string }).code === '23514' && /no partition/.test(String(error));

/** `day` counts from 1970-01-01. */
async function createPartition(db: Db, day: number): Promise<void> {
  const name = `fixes_${dateOf(day).replaceAll('-', '')}`;
  await db.transaction().execute(async (trx) => {
    // Two servers may want the same day at once; the lock lasts until commit.
    await sql`select pg_advisory_xact_lock(hashtext('xunji fix partitions'))`.execute(trx);
    await sql
      .raw(
        `create table if not exists ${name} partition of fixes
           for values from ('${dateOf(day)} 00:00+00') to ('${dateOf(day + 1)} 00:00+00')`,
      )
      .execute(trx);
  });
}

/** Drops the partitions of whole days that lie before a moment (Unix ms); returns their names. */
export async function dropFixesBefore(db: Db, beforeMs: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'fixes'::regclass
      and c.relname < ${`fixes_${dateOf(Math.floor(beforeMs / DAY_MS)).replaceAll('-', '')}`}
    order by c.relname`.execute(db);
  for (const { name } of rows) await sql`drop table ${sql.table(name)}`.execute(db);
  return rows.map(({ name }) => name);
}
