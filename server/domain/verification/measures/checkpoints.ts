import type { Static } from 'typebox';
import type { Checkpoint } from '../../../contract/norms/norm.ts';
import type { CheckpointResult } from '../../../contract/patrols/verdict.ts';
import { MINUTE_MS } from '../../../contract/units.ts';
import { type LocalFrame, toX, toY } from '../../geo/local-frame.ts';
import type { Track } from '../track/clean-track.ts';
import { SIGMA_PER_ACCURACY } from './uncertainty.ts';

type Visit = { fromMs: number; toMs: number };

export interface CheckpointVisits {
  result: Static<typeof CheckpointResult>;
  /** Visits of the demanded dwell, in time order. */
  visits: Visit[];
}

/** Time away within one visit, ms: noise at the rim must not cut a visit in two. */
const MERGE_MS = MINUTE_MS;

/**
 * Visits to each checkpoint: the time the straight path between accepted fixes lay within its radius, widened by a standard
 * deviation of position in the officer's favour. Visited means one visit as long as the demanded dwell; `dwellS` is the longest.
 */
export function checkpointVisits(
  track: Track,
  checkpoints: readonly Checkpoint[],
  maxGapMs: number,
  frame: LocalFrame,
): CheckpointVisits[] {
  return checkpoints.map((checkpoint) => {
    const x = toX(frame, checkpoint.position.lng);
    const y = toY(frame, checkpoint.position.lat);
    const all = visitsWithin(track, x, y, checkpoint.radiusM, maxGapMs);
    const dwellMs = all.reduce((longest, v) => Math.max(longest, v.toMs - v.fromMs), 0);
    const visits = all.filter((v) => v.toMs - v.fromMs >= checkpoint.minDwellS * 1000);
    const first = visits[0] ?? all[0];
    return {
      visits,
      result: {
        id: checkpoint.id,
        visited: visits.length > 0,
        dwellS: Math.round(dwellMs / 1000),
        firstMs: first ? Math.round(first.fromMs) : null,
      },
    };
  });
}

/** Whether visits can be chosen so that each checkpoint's begins no earlier than that of the one before; missed ones are passed over. */
export function visitedInOrder(checkpoints: readonly CheckpointVisits[]): boolean {
  let sinceMs = Number.NEGATIVE_INFINITY;
  for (const { visits } of checkpoints) {
    if (visits.length === 0) continue;
    const next = visits.find(({ fromMs }) => fromMs >= sinceMs);
    if (!next) return false;
    sinceMs = next.fromMs;
  }
  return true;
}

function visitsWithin(track: Track, cx: number, cy: number, radiusM: number, maxGapMs: number) {
  const visits: Visit[] = [];
  const { t, x, y, accuracyM } = track;
  for (let i = 0; i < track.n; i++) {
    const j = i > 0 && t[i]! - t[i - 1]! <= maxGapMs ? i - 1 : i;
    const reach = radiusM + (SIGMA_PER_ACCURACY * (accuracyM[i]! + accuracyM[j]!)) / 2;
    const chord = chordIn(x[j]! - cx, y[j]! - cy, x[i]! - cx, y[i]! - cy, reach);
    if (!chord) continue;
    const span = t[i]! - t[j]!;
    const [fromMs, toMs] = [t[j]! + chord[0] * span, t[j]! + chord[1] * span];
    const last = visits.at(-1);
    if (last && fromMs - last.toMs <= MERGE_MS) last.toMs = toMs;
    else visits.push({ fromMs, toMs });
  }
  return visits;
}

/** Part of the step from (x1, y1) to (x2, y2) within `r` of the origin, as shares of the step; null where none. */
function chordIn(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  r: number,
): [number, number] | null {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const a = dx * dx + dy * dy;
  const b = x1 * dx + y1 * dy;
  const c = x1 * x1 + y1 * y1 - r * r;
  if (a === 0) return c <= 0 ? [0, 1] : null;
  const root = b * b - a * c;
  if (root < 0) return null;
  const from = Math.max(0, (-b - Math.sqrt(root)) / a);
  const to = Math.min(1, (-b + Math.sqrt(root)) / a);
  return from <= to ? [from, to] : null;
}
