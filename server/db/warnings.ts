import type { Finding, Warning } from '../contract/warning.ts';
import type { Db } from './open.ts';

/** One run of the risk job over an area: all it found there, named by the area and the end of the data it has seen. */
export interface RiskRun {
  /** The area watched; findings lie in it. */
  areaId: number;
  /** End of the data the run has seen, Unix ms. The same area and `at` again is the same run made again. */
  at: number;
  /** When the run is put on record, Unix ms. */
  now: number;
  findings: readonly Finding[];
  /** Categories the run looked at (null: all together); every one unless told. Only these can fall or expire by it. */
  categories?: readonly (string | null)[];
}

/**
 * Puts a run on record and brings the warnings of the area up to date with it, in one transaction with their events: the state of
 * warnings is a function of the set of runs, whatever order they come in and however often. Returns the warnings that
 * changed, to be announced; none where the run is on record with the same findings.
 */
export async function recordFindings(_db: Db, _run: RiskRun): Promise<Warning[]> {
  return [];
}
