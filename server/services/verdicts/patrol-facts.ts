import { readFixColumns } from '../../db/fixes/read-fixes.ts';
import type { FixColumns } from '../../db/fixes/stored-fix.ts';
import { gatherPatrolFrame, type PatrolFrame } from '../../db/patrols/patrol-frame.ts';
import type { Db } from '../../db/store/open.ts';
import { gatherComparisonTracks } from './comparison-tracks.ts';
import type { WaitingTracks } from './waiting-tracks.ts';

/** Everything a verdict over one ended patrol rests on. */
export interface PatrolFacts extends PatrolFrame {
  patrol: PatrolFrame['patrol'] & { endMs: number };
  fixes: FixColumns;
  /** Packed tracks of earlier patrols of the same grid, latest first. */
  history: Uint8Array[];
  /** Packed tracks of other officers nearby at the same time. */
  others: Uint8Array[];
  /** Packed tracks of officers sent out together with this one. */
  partners: Uint8Array[];
}

/** Gathers the facts of an ended patrol; undefined where it is unknown or has not ended. */
export async function gatherPatrolFacts(
  db: Db,
  officerId: number,
  patrolId: number,
  waiting?: WaitingTracks,
): Promise<PatrolFacts | undefined> {
  const frame = await gatherPatrolFrame(db, officerId, patrolId);
  if (!frame || frame.patrol.endMs === null) return undefined;
  const { endMs } = frame.patrol;
  const { own, known, ...compared } = await gatherComparisonTracks(db, frame, endMs, waiting);
  const fixes = known === undefined ? await readFixColumns(db, own) : known;
  return { ...frame, patrol: { ...frame.patrol, endMs }, fixes, ...compared };
}
