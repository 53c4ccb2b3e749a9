import { sql } from 'kysely';
import { DAY_MS } from '../../contract/units.ts';
import { iso, utcDay } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** A day counted from 1970 as YYYY-MM-DD. */
export const dateOf = (day: number): string => utcDay(day * DAY_MS);

const partitionOf = (day: number) => `fixes_${dateOf(day).replaceAll('-', '')}`;

/** Remembers which day partitions of fixes exist and makes those that are missing. */
export function createFixPartitions(db: Db) {
  const known = new Set<number>();

  /** Makes sure the UTC days of these session times (Unix ms) have a partition. */
  async function ensure(sessions: ArrayLike<number>): Promise<void> {
    for (const day of new Set(Array.from(sessions, (ms) => Math.floor(ms / DAY_MS)))) {
      if (known.has(day)) continue;
      await createPartition(db, day);
      known.add(day);
    }
  }

  return {
    ensure,
    /** Runs an insert over these sessions; once more where another server has dropped a partition meanwhile. */
    async during<T>(sessions: ArrayLike<number>, insert: () => Promise<T>): Promise<T> {
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
  await sql`select make_fix_partition(${dateOf(day)}::date)`.execute(db);
}

/** Days (counted from 1970) before one that have a partition, oldest first. */
export async function partitionDaysBefore(db: Db, before: number): Promise<number[]> {
  const { rows } = await sql<{ day: number }>`
    select to_date(right(c.relname, 8), 'YYYYMMDD') - '1970-01-01'::date as day
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'fixes'::regclass and c.relname < ${partitionOf(before)} order by 1`.execute(
    db,
  );
  return rows.map(({ day }) => day);
}

/** The handheld with the lowest id above one that has rows of a day; undefined: none has. */
export async function nextHandheldOf(
  db: Db,
  day: number,
  after: number,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select handheld_id as id from fixes
    where session >= ${iso(day * DAY_MS)} and session < ${iso((day + 1) * DAY_MS)} and handheld_id > ${after}
    order by handheld_id limit 1`.execute(db);
  return rows[0]?.id;
}

/** Drops the partition of a day of which all rows are gone; says whether it did. Whoever is at work on it keeps it. */
export async function dropEmptyPartition(db: Db, day: number): Promise<boolean> {
  // What was deleted takes its room until then. Only its owner may; for others it is done by the store in time.
  await sql`vacuum ${sql.table(partitionOf(day))}`.execute(db);
  const { rows } = await sql<{ gone: boolean }>`
    select drop_empty_fix_partition(${dateOf(day)}::date) as gone`.execute(db);
  return rows[0]!.gone;
}

/** Drops fixes of whole days that lie before a moment (Unix ms), rows and packed ones; returns of which days, YYYYMMDD. */
export async function dropFixesBefore(db: Db, beforeMs: number): Promise<string[]> {
  const before = sql`${dateOf(Math.floor(beforeMs / DAY_MS))}::date`;
  const { rows } = await sql<{ day: string }>`
    with packed as (delete from fix_chunks where day < ${before} returning day)
    select to_char(day, 'YYYYMMDD') as day from packed
    union select right(name, 8) from drop_fix_partitions(${before}) as name order by 1`.execute(db);
  return rows.map(({ day }) => day);
}
