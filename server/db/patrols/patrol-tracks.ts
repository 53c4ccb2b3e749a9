import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Takes away the packed tracks of patrols that started before a moment (Unix ms); returns how many there were. */
export async function dropTracksBefore(db: Db, beforeMs: number): Promise<number> {
  const { rows } = await sql<{ dropped: number }>`
    with dropped as (
      delete from patrol_tracks t using patrols p
      where p.officer_id = t.officer_id and p.id = t.patrol_id and p.start_time < ${iso(beforeMs)}
      returning 1
    )
    select count(*)::int as dropped from dropped`.execute(db);
  return rows[0]!.dropped;
}
