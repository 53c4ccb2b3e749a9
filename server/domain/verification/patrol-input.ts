import type { MultiPolygon } from '../../contract/areas/geo.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import type { Fix } from '../entrance/fix.ts';
import type { GridGeometry } from '../geo/grid-geometry.ts';
import type { PlacedFixes } from './clock/place-by-clock.ts';
import type { ComparedTrack } from './integrity/compared-track.ts';
import type { Scan } from './measures/scanned-checkpoints.ts';

/** Everything a verdict rests on. Fixes may come in any order and more than once. */
export interface PatrolInput {
  /** The patrol as declared or recognised, Unix ms. */
  patrol: { startMs: number; endMs: number };
  fixes: readonly Fix[];
  /** `placeByClock(fixes)`, of callers who need it themselves; computed where absent. */
  placed?: PlacedFixes;
  /** The grid as of the patrol; `excluded` is ground nobody can patrol, such as water. */
  grid: { version: number; polygon: MultiPolygon; excluded?: MultiPolygon };
  /** `gridGeometry(grid, norm.rules.swathM)`, kept by callers who judge many patrols of a grid; computed where absent. */
  geometry?: GridGeometry;
  norm: { version: number; rules: NormRules };
  /** IANA name of the area's time zone. */
  timeZone: string;
  /** Moment of judging, Unix ms; only tells a patrol that has not begun. */
  nowMs?: number;
  /** Earlier tracks of anyone in this grid, each compared for a replay. */
  history?: readonly ComparedTrack[];
  /** Tracks of other officers, each compared for handhelds carried together, as far as they lie within the patrol. */
  others?: readonly ComparedTrack[];
  /** The same of officers sent out together with this one: compared only for one handheld under several accounts. */
  partners?: readonly ComparedTrack[];
  /** Codes of checkpoints that were scanned during the patrol and held then, in any order and more than once. */
  scans?: readonly Scan[];
  /** Risk of cells, any unit, by H3 index at the geometry's resolution; missing cells have none. */
  risk?: Readonly<Record<string, number>>;
}
