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

/** Whether a patrol `p` began when what it would be judged by is kept no longer: its verdict stays. */
export const IS_PAST_JUDGING = sql`exists (
      select from settings s where s.key in (${sql.lit(POSITIONS_FROM)}, ${sql.lit(PATHS_FROM)}) and p.start_time < s.value::timestamptz)`;

/** The first day (UTC, YYYY-MM-DD) of which paths are kept; figures of days before stay as they are. */
export const pathsFrom = async (db: Db): Promise<string> =>
  ((await readSetting(db, PATHS_FROM)) ?? '0001-01-01').slice(0, 10);
