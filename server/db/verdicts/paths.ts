import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { putSetting, readSetting } from '../store/settings.ts';

const POSITIONS_FROM = 'positions-from';
const PATHS_FROM = 'paths-from';
const DROPPED = 'paths-dropped';

/** Puts on record since when (Unix ms) positions are kept, before older ones go. */
export const keepPositionsFrom = (db: Db, fromMs: number): Promise<void> =>
  putSetting(db, POSITIONS_FROM, iso(fromMs));

/**
 * Takes out of verdicts where patrols begun before a moment (Unix ms) were walked and when, as far as that was not done before. Returns
 * of how many.
 */
export async function dropPathsBefore(db: Db, beforeMs: number): Promise<number> {
  await putSetting(db, PATHS_FROM, iso(beforeMs));
  const since = (await readSetting(db, DROPPED)) ?? '-infinity';
  const { rows } = await sql<{ dropped: number }>`
    select drop_paths(${since}::timestamptz, ${iso(beforeMs)}::timestamptz)::int as dropped`.execute(
    db,
  );
  await putSetting(db, DROPPED, iso(beforeMs));
  return rows[0]!.dropped;
}

/** Whether a patrol began when what it would be judged by is kept no longer: its verdict stays. */
export async function isPastJudging(
  db: Db,
  { officerId, patrolId }: { officerId: number; patrolId: number },
): Promise<boolean> {
  const { rows } = await sql<{ past: boolean }>`
    select exists (select from patrols p join settings s on s.key in (${POSITIONS_FROM}, ${PATHS_FROM})
      where p.officer_id = ${officerId} and p.id = ${patrolId} and p.start_time < s.value::timestamptz) as past`.execute(
    db,
  );
  return rows[0]!.past;
}

/** The first day (UTC, YYYY-MM-DD) of which paths are kept; figures of days before stay as they are. */
export const pathsFrom = async (db: Db): Promise<string> =>
  ((await readSetting(db, PATHS_FROM)) ?? '0001-01-01').slice(0, 10);
