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
  await sql`select make_fix_partition(${dateOf(day)}::date)`.execute(db);
}

/** Drops the partitions of whole days that lie before a moment (Unix ms); returns their names. */
export async function dropFixesBefore(db: Db, beforeMs: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select drop_fix_partitions(${dateOf(Math.floor(beforeMs / DAY_MS))}::date) as name`.execute(db);
  return rows.map(({ name }) => name);
}
