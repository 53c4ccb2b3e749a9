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
