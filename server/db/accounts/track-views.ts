import { sql } from 'kysely';
import type { OwnLook } from '../../contract/handhelds/own.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Puts on record that someone looked at an officer's track. */
export async function recordTrackView(
  db: Db,
  view: { officerId: number; patrolId: number | null; viewedBy: string },
): Promise<void> {
  await db
    .insertInto('track_views')
    .values({ officer_id: view.officerId, patrol_id: view.patrolId, viewed_by: view.viewedBy })
    .execute();
}

/** Who looked at an officer's track since a moment (Unix ms), newest first, at most 500. */
export async function listTrackViews(
  db: Db,
  { officerId, sinceMs }: { officerId: number; sinceMs: number },
): Promise<OwnLook[]> {
  const { rows } = await sql<OwnLook>`
    select ${utc('viewed_at')} as at, viewed_by as by, patrol_id as "patrolId" from track_views
    where officer_id = ${officerId} and viewed_at >= ${iso(sinceMs)} order by viewed_at desc, id desc limit 500`.execute(
    db,
  );
  return rows;
}
