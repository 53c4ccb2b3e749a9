import type { GapReason } from '../../../contract/fixes/fix.ts';
import type { NormRules } from '../../../contract/norms/norm.ts';
import type { Interval, Segment, SegmentKind } from '../../../contract/patrols/verdict.ts';
import type { GridGeometry } from '../../geo/grid-geometry.ts';
import type { Track } from '../track/clean-track.ts';
import { STEP_MS } from '../track/motion-track.ts';
import type { GapFilling } from './filled-gaps.ts';
import { createInsideShare } from './inside-share.ts';
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
 * A gap in which the handheld held one position is no silence but idling. Sparse sampling makes a silence look longer by up to a step
 * at either end: a gap that may be none counts for the upper bound.
 */
export function timeLedger(
  track: Track,
  movement: Movement,
  patrol: { startMs: number; endMs: number },
  rules: NormRules,
  geometry: GridGeometry,
  gaps: GapFilling,
): TimeLedger {
  const ledger: TimeLedger = {
    walk: { low: 0, best: 0, high: 0 },
    idle: { low: 0, best: 0, high: 0 },
    vehicle: { low: 0, best: 0, high: 0 },
    outsideMs: 0,
    gapMs: 0,
    excusedGapMs: 0,
    segments: [],
  };
  const insideShare = createInsideShare(geometry.edges);
  const maxGapMs = rules.maxGapS * 1000;
  const { t, x, y, accuracyM } = track;

  const addGap = (fromMs: number, toMs: number, reason: GapReason | null) => {
    ledger.gapMs += toMs - fromMs;
    if (!CHOSEN_GAPS.includes(reason) && !gaps.filledAt(fromMs, toMs))
      ledger.excusedGapMs += toMs - fromMs;
    addSegment(ledger.segments, 'gap', fromMs, toMs, reason);
  };
  /** Time before the first and after the last fix: held, silent, or too short to say more than that it may have been walked. */
  const addEdge = (i: number, fromMs: number, toMs: number, reason: GapReason | null) => {
    const silent = toMs - fromMs > maxGapMs;
    if (silent && gaps.heldAt(fromMs, toMs)) addPiece(i, i, fromMs, toMs, 'idle');
    else if (silent) addGap(fromMs, toMs, reason);
    else {
      const r = BORDER_SIGMAS * SIGMA_PER_ACCURACY * accuracyM[i]!;
      ledger.walk.high += (toMs - fromMs) * insideShare(x[i]!, y[i]!, x[i]!, y[i]!, r).high;
    }
  };
  /** Part of the straight step from fix i to fix j; both are the same where a position was held. */
  const addPiece = (i: number, j: number, fromMs: number, toMs: number, state: MovementState) => {
    const spanMs = t[j]! - t[i]!;
    const dx = x[j]! - x[i]!;
    const dy = y[j]! - y[i]!;
    const unseenM =
      state === 'idle' ? 0 : unseenDeviationM(spanMs / 1000, Math.sqrt(dx * dx + dy * dy));
    const r = (BORDER_SIGMAS * SIGMA_PER_ACCURACY * (accuracyM[i]! + accuracyM[j]!)) / 2 + unseenM;
    const p = spanMs > 0 ? (fromMs - t[i]!) / spanMs : 0;
    const q = spanMs > 0 ? (toMs - t[i]!) / spanMs : 0;
    const x0 = x[i]!;
    const y0 = y[i]!;
    const share = insideShare(x0 + p * dx, y0 + p * dy, x0 + q * dx, y0 + q * dy, r);
    const ms = toMs - fromMs;
    const account = ledger[state];
    account.low += ms * share.low;
    account.best += ms * share.best;
    account.high += ms * share.high;
    ledger.outsideMs += ms * (1 - share.best);
    addSegment(ledger.segments, kindOf(share, state), fromMs, toMs, null);
  };
  /** The straight step to fix i, a piece for each stretch of one movement state. */
  const addStep = (i: number) => {
    const toMs = t[i]!;
    let fromMs = t[i - 1]!;
    let state = movement.stateAt(fromMs);
    // A sample speaks for half a step to either side.
    let edge = (Math.floor(fromMs / STEP_MS - 0.5) + 1.5) * STEP_MS;
    for (; edge < toMs; edge += STEP_MS) {
      const next = movement.stateAt(edge);
      if (next === state) continue;
      if (edge > fromMs) addPiece(i - 1, i, fromMs, edge, state);
      fromMs = edge;
      state = next;
    }
    addPiece(i - 1, i, fromMs, toMs, state);
  };

  /** Share of the straight step from fix i to fix j in the grid, with what it may hide. */
  const shareOf = (i: number, j: number) => {
    const unseenM = unseenDeviationM(
      (t[j]! - t[i]!) / 1000,
      Math.hypot(x[j]! - x[i]!, y[j]! - y[i]!),
    );
    const r = (BORDER_SIGMAS * SIGMA_PER_ACCURACY * (accuracyM[i]! + accuracyM[j]!)) / 2 + unseenM;
    return insideShare(x[i]!, y[i]!, x[j]!, y[j]!, r);
  };
  let stepMs: number | undefined;

  if (track.n === 0) {
    addGap(patrol.startMs, patrol.endMs, null);
    return ledger;
  }
  addEdge(0, patrol.startMs, t[0]!, track.fixes[0]!.gap);
  for (let i = 1; i < track.n; i++) {
    const fromMs = t[i - 1]!;
    const toMs = t[i]!;
    if (toMs - fromMs <= maxGapMs) addStep(i);
    else if (gaps.heldAt(fromMs, toMs)) addPiece(i - 1, i, fromMs, toMs, 'idle');
    else {
      addGap(fromMs, toMs, track.fixes[i]!.gap);
      stepMs ??= usualStepMs(t);
      if (toMs - fromMs <= maxGapMs + 2 * stepMs)
        ledger.walk.high += (toMs - fromMs) * shareOf(i - 1, i).high;
    }
  }
  addEdge(track.n - 1, t[track.n - 1]!, patrol.endMs, null);
  return ledger;
}

/** Median time between fixes. */
const usualStepMs = (t: Float64Array) =>
  t
    .slice(1)
    .map((at, i) => at - t[i]!)
    .sort()[(t.length - 1) >> 1] ?? 0;

function kindOf(share: Interval, state: MovementState): SegmentKind {
  if (share.high === 0) return 'outside';
  if (state !== 'walk') return share.best < 0.5 ? 'outside' : KIND[state];
  return share.low < 1 ? 'border' : 'counted';
}

/** Adds a stretch of a patrol, to the last one where that is of the same kind. */
function addSegment(
  segments: Segment[],
  kind: SegmentKind,
  fromMs: number,
  toMs: number,
  reason: GapReason | null,
): void {
  const last = segments.at(-1);
  if (last?.kind === kind && last.toMs === fromMs && (last.gapReason ?? null) === reason)
    last.toMs = toMs;
  else segments.push({ kind, fromMs, toMs, ...(reason && { gapReason: reason }) });
}
