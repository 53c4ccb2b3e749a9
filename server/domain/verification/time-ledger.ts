import type { GapReason } from '../../contract/fix.ts';
import type { NormRules } from '../../contract/norm.ts';
import type { Interval, Segment, SegmentKind } from '../../contract/verdict.ts';
import type { GridGeometry } from '../geo/grid-geometry.ts';
import type { Track } from './clean-track.ts';
import { createInsideShare } from './inside-share.ts';
import { STEP_MS } from './motion-track.ts';
import type { Movement, MovementState } from './movement.ts';
import { SIGMA_PER_ACCURACY, unseenDeviationM } from './uncertainty.ts';

/** Where the time of a patrol went, in ms. Times in the grid are intervals: accuracy decides how much of a border walk counts. */
export interface TimeLedger {
  walk: Interval;
  idle: Interval;
  vehicle: Interval;
  outsideMs: number;
  gapMs: number;
  /** Part of the gaps the officer did not make: nothing told, no satellites, battery, permission, killed; presence unknown. */
  excusedGapMs: number;
  /** Time without a fix at both ends of the patrol, each shorter than the longest gap that counts. */
  edgeMs: number;
  segments: Segment[];
}

/** A receiver's error pulls one way for minutes along a border, so the bounds hold 95 % to either side. */
const BORDER_SIGMAS = 1.645;

/** The one silence an officer makes himself; a permission may be taken back by the system as well. */
const CHOSEN_GAPS: readonly (GapReason | null)[] = ['user-pause'];

const KIND: Record<MovementState, SegmentKind> = {
  walk: 'counted',
  idle: 'idle',
  vehicle: 'vehicle',
};

/**
 * Walks once over a patrol's accepted fixes. The straight step between two fixes no farther apart than the norm's longest gap is
 * clipped by the polygon and counted for what the officer did in it; longer silence is a gap and counts for nothing.
 * `filledAt(fromMs, toMs)` says whether a gap is no silence but marked fixes that excuse nothing.
 */
export function timeLedger(
  track: Track,
  movement: Movement,
  patrol: { startMs: number; endMs: number },
  rules: NormRules,
  geometry: GridGeometry,
  filledAt: (fromMs: number, toMs: number) => boolean,
): TimeLedger {
  const ledger: TimeLedger = {
    walk: { low: 0, best: 0, high: 0 },
    idle: { low: 0, best: 0, high: 0 },
    vehicle: { low: 0, best: 0, high: 0 },
    outsideMs: 0,
    gapMs: 0,
    excusedGapMs: 0,
    edgeMs: 0,
    segments: [],
  };
  const insideShare = createInsideShare(geometry.edges);
  const maxGapMs = rules.maxGapS * 1000;
  const { t, x, y, accuracyM } = track;

  const addGap = (fromMs: number, toMs: number, reason: GapReason | null) => {
    ledger.gapMs += toMs - fromMs;
    if (!CHOSEN_GAPS.includes(reason) && !filledAt(fromMs, toMs))
      ledger.excusedGapMs += toMs - fromMs;
    push(ledger.segments, { kind: 'gap', fromMs, toMs, ...(reason && { gapReason: reason }) });
  };
  const addEdge = (fromMs: number, toMs: number, reason: GapReason | null) => {
    if (toMs - fromMs > maxGapMs) addGap(fromMs, toMs, reason);
    else ledger.edgeMs += toMs - fromMs;
  };
  const addPiece = (i: number, fromMs: number, toMs: number, state: MovementState) => {
    const spanMs = t[i]! - t[i - 1]!;
    const [dx, dy] = [x[i]! - x[i - 1]!, y[i]! - y[i - 1]!];
    const unseenM =
      state === 'idle' ? 0 : unseenDeviationM(spanMs / 1000, Math.sqrt(dx * dx + dy * dy));
    const r =
      (BORDER_SIGMAS * SIGMA_PER_ACCURACY * (accuracyM[i]! + accuracyM[i - 1]!)) / 2 + unseenM;
    const [p, q] = [(fromMs - t[i - 1]!) / spanMs, (toMs - t[i - 1]!) / spanMs];
    const [x0, y0] = [x[i - 1]!, y[i - 1]!];
    const share = insideShare(x0 + p * dx, y0 + p * dy, x0 + q * dx, y0 + q * dy, r);
    const ms = toMs - fromMs;
    const account = ledger[state];
    account.low += ms * share.low;
    account.best += ms * share.best;
    account.high += ms * share.high;
    ledger.outsideMs += ms * (1 - share.best);
    push(ledger.segments, { kind: kindOf(share, state), fromMs, toMs });
  };

  if (track.n === 0) {
    addGap(patrol.startMs, patrol.endMs, null);
    return ledger;
  }
  addEdge(patrol.startMs, t[0]!, track.fixes[0]!.gap);
  for (let i = 1; i < track.n; i++) {
    const [fromMs, toMs] = [t[i - 1]!, t[i]!];
    if (toMs - fromMs > maxGapMs) addGap(fromMs, toMs, track.fixes[i]!.gap);
    else
      for (const [a, b, state] of statesBetween(fromMs, toMs, movement)) addPiece(i, a, b, state);
  }
  addEdge(t[track.n - 1]!, patrol.endMs, null);
  return ledger;
}

/** Stretches of one movement state between two moments. */
function statesBetween(fromMs: number, toMs: number, { stateAt }: Movement) {
  const pieces: [number, number, MovementState][] = [];
  let start = fromMs;
  let state = stateAt(fromMs);
  // A sample speaks for half a step to either side.
  let edge = (Math.floor(fromMs / STEP_MS - 0.5) + 1.5) * STEP_MS;
  for (; edge < toMs; edge += STEP_MS) {
    const next = stateAt(edge);
    if (next === state) continue;
    if (edge > start) pieces.push([start, edge, state]);
    start = edge;
    state = next;
  }
  pieces.push([start, toMs, state]);
  return pieces;
}

function kindOf(share: Interval, state: MovementState): SegmentKind {
  if (share.high === 0) return 'outside';
  if (state !== 'walk') return share.best < 0.5 ? 'outside' : KIND[state];
  return share.low < 1 ? 'border' : 'counted';
}

function push(segments: Segment[], segment: Segment): void {
  const last = segments.at(-1);
  if (
    last?.kind === segment.kind &&
    last.toMs === segment.fromMs &&
    last.gapReason === segment.gapReason
  )
    last.toMs = segment.toMs;
  else segments.push(segment);
}
