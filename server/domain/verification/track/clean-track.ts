import { MARKS, type Mark } from '../../../contract/fixes/fix.ts';
import { marksToMask, maskToMarks } from '../../../contract/fixes/mark-mask.ts';
import type { NormRules } from '../../../contract/norms/norm.ts';
import type { Fix } from '../../entrance/fix.ts';
import type { GridGeometry } from '../../geo/grid-geometry.ts';
import { type LocalFrame, toX, toY } from '../../geo/local-frame.ts';
import { datumSuspected } from '../marks/mark-datum.ts';
import { markJumps } from '../marks/mark-jumps.ts';
import { markDuplicateTimes, markRepeats } from '../marks/mark-repeats.ts';
import { markSingle } from '../marks/mark-single.ts';
import { DEFAULT_ACCURACY_M } from '../measures/uncertainty.ts';

/** Accepted fixes as columns, in time order: Unix ms, plane metres of the grid's frame, metres (68 %). */
export interface Track {
  n: number;
  t: Float64Array;
  x: Float64Array;
  y: Float64Array;
  accuracyM: Float64Array;
  /** The fix each row was made from. */
  fixes: readonly Fix[];
}

export interface CleanTrack {
  track: Track;
  /** Bit mask of marks beside every canonical fix. */
  masks: Uint16Array;
  datumSuspected: boolean;
}

/** Columns of some fixes; accuracy not told becomes DEFAULT_ACCURACY_M. */
export function trackOf(fixes: readonly Fix[], frame: LocalFrame): Track {
  const n = fixes.length;
  const track = {
    n,
    t: new Float64Array(n),
    x: new Float64Array(n),
    y: new Float64Array(n),
    accuracyM: new Float64Array(n),
    fixes,
  };
  for (let i = 0; i < n; i++) {
    const fix = fixes[i]!;
    track.t[i] = fix.t;
    track.x[i] = toX(frame, fix.lng);
    track.y[i] = toY(frame, fix.lat);
    track.accuracyM[i] = fix.accuracyM ?? DEFAULT_ACCURACY_M;
  }
  return track;
}

const DATUM = marksToMask(['datum-suspected']);

/** Marks canonical fixes, each kind of mark after those it must not be misled by, and keeps the unmarked as the track. */
export function cleanTrack(
  fixes: readonly Fix[],
  rules: NormRules,
  geometry: GridGeometry,
): CleanTrack {
  const masks = new Uint16Array(fixes.length);
  for (let i = 0; i < fixes.length; i++) masks[i] = markSingle(fixes[i]!, rules);
  markDuplicateTimes(fixes, masks);
  markRepeats(fixes, masks);
  const candidates = indicesOf(masks);
  const marks = markJumps(
    trackOf(
      candidates.map((i) => fixes[i]!),
      geometry.frame,
    ),
  );
  candidates.forEach((i, k) => {
    masks[i]! |= marks[k]!;
  });
  const accepted = indicesOf(masks).map((i) => fixes[i]!);
  const suspected = datumSuspected(accepted, geometry);
  if (suspected) for (const i of indicesOf(masks)) masks[i]! |= DATUM;
  return {
    track: trackOf(suspected ? [] : accepted, geometry.frame),
    masks,
    datumSuspected: suspected,
  };
}

function indicesOf(masks: Uint16Array): number[] {
  const indices: number[] = [];
  for (let i = 0; i < masks.length; i++) if (masks[i] === 0) indices.push(i);
  return indices;
}

/** How many fixes carry each mark, in the order of MARKS; marks nobody carries are left out. */
export function countMarks(masks: Uint16Array): Record<string, number> {
  const counts = new Map<Mark, number>();
  for (const mask of masks)
    if (mask !== 0)
      for (const mark of maskToMarks(mask)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return Object.fromEntries(MARKS.flatMap((m) => (counts.has(m) ? [[m, counts.get(m)!]] : [])));
}
