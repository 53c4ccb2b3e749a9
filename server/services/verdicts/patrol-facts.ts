import { defaultNorm } from '../../contract/norms/default-norm.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import { readScans } from '../../db/checkpoints/scans.ts';
import type { FixColumns } from '../../db/fixes/stored-fix.ts';
import { gatherPatrolFrame, type PatrolFrame } from '../../db/patrols/patrol-frame.ts';
import type { Db } from '../../db/store/open.ts';
import type { Fix } from '../../domain/entrance/fix.ts';
import { unpackTrack } from '../../domain/verification/integrity/packed-track.ts';
import type { Scan } from '../../domain/verification/measures/scanned-checkpoints.ts';
import type { PatrolInput } from '../../domain/verification/patrol-input.ts';
import { type ComparisonTracks, gatherComparisonTracks } from './comparison-tracks.ts';
import { gatherOwn, type OwnTrack } from './own-track.ts';
import type { PatrolReader } from './patrol-reader.ts';

/** Everything a verdict over one ended patrol rests on. */
export interface PatrolFacts extends PatrolFrame, ComparisonTracks {
  patrol: PatrolFrame['patrol'] & { endMs: number };
  fixes: FixColumns;
  /** Its own track, for others to be compared with, and where to look for them. */
  own: OwnTrack;
  around: number[];
  /** Codes of checkpoints that were scanned during it; none where the norm asks for no checkpoint. */
  scans: Scan[];
}

interface Gathering {
  /** Unless each is read anew. */
  reader?: PatrolReader;
  /** The grid to judge it in; null: its own. */
  gridId?: number | null;
  /** The norm to judge it by, unless the one in force. */
  norm?: PatrolFrame['norm'];
}

/** Gathers the facts of an ended patrol; undefined where it is unknown, has not ended, or what it rests on is kept no longer. */
export async function gatherPatrolFacts(
  db: Db,
  officerId: number,
  patrolId: number,
  { gridId = null, norm, reader }: Gathering = {},
): Promise<PatrolFacts | undefined> {
  const found = await gatherPatrolFrame(db, officerId, patrolId, gridId);
  if (!found || found.patrol.endMs === null || found.patrol.pastJudging) return undefined;
  const frame = { ...found, norm: norm ?? found.norm };
  const { endMs } = found.patrol;
  const { checkpoints } = (frame.norm ?? defaultNorm()).rules;
  const own = await gatherOwn(db, frame.patrol, endMs, reader);
  const [compared, scans] = await Promise.all([
    gatherComparisonTracks(db, frame, endMs, own.around, reader),
    checkpoints.length > 0
      ? readScans(db, { officerId, fromMs: frame.patrol.startMs, toMs: endMs })
      : [],
  ]);
  return { ...frame, patrol: { ...frame.patrol, endMs }, ...own, ...compared, scans };
}

/** What a patrol is judged by, from its facts. */
export const inputOf = (
  { patrol, grid, history, others, partners, scans }: PatrolFacts,
  norm: { version: number; rules: NormRules },
  fixes: readonly Fix[],
): PatrolInput => ({
  patrol,
  fixes,
  grid: { version: grid.version, polygon: grid.polygon },
  norm: { version: norm.version, rules: norm.rules },
  timeZone: grid.timeZone,
  history: history.map(unpackTrack),
  others: others.map(unpackTrack),
  partners: partners.map(unpackTrack),
  scans,
});
