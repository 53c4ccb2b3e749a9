import type { FixColumns } from '../../db/fixes/stored-fix.ts';
import { gatherPatrolFrame, type PatrolFrame } from '../../db/patrols/patrol-frame.ts';
import type { Db } from '../../db/store/open.ts';
import { gatherComparisonTracks } from './comparison-tracks.ts';
import { gatherOwn, type OwnTrack } from './own-track.ts';
import type { WaitingTracks } from './waiting-tracks.ts';

/** Everything a verdict over one ended patrol rests on. */
export interface PatrolFacts extends PatrolFrame {
  patrol: PatrolFrame['patrol'] & { endMs: number };
  fixes: FixColumns;
  /** Packed tracks of earlier patrols of the same grid, latest first. */
  history: Uint8Array[];
  /** Its own track, for others to be compared with, and where to look for them. */
  own: OwnTrack;
  around: number[];
  /** Packed tracks of other officers nearby at the same time. */
  others: Uint8Array[];
  /** Packed tracks of officers sent out together with this one. */
  partners: Uint8Array[];
  /** Others that were asked for their track, near or not. */
  asked: Set<string>;
}

/** Gathers the facts of an ended patrol; undefined where it is unknown or has not ended. */
export async function gatherPatrolFacts(
  db: Db,
  officerId: number,
  patrolId: number,
  waiting?: WaitingTracks,
  gridId: number | null = null,
): Promise<PatrolFacts | undefined> {
  const frame = await gatherPatrolFrame(db, officerId, patrolId, gridId);
  if (!frame || frame.patrol.endMs === null) return undefined;
  const { endMs } = frame.patrol;
  const own = await gatherOwn(db, frame.patrol, endMs, waiting);
  const compared = await gatherComparisonTracks(db, frame, endMs, own.around, waiting);
  return { ...frame, patrol: { ...frame.patrol, endMs }, ...own, ...compared };
}
