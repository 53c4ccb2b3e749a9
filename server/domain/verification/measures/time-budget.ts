import type { GapReason } from '../../../contract/fixes/fix.ts';
import type { NormRules } from '../../../contract/norms/norm.ts';
import type { Interval, Segment, SegmentKind } from '../../../contract/patrols/verdict.ts';
import { MINUTE_MS } from '../../../contract/units.ts';
import type { GridGeometry } from '../../geo/grid-geometry.ts';
import type { Track } from '../track/clean-track.ts';
import { STEP_MS } from '../track/motion-track.ts';
import type { GapFilling } from './filled-gaps.ts';
import { stayRadiusM, stayShare } from './idle.ts';
import { createInsideShare } from './inside-share.ts';
import { addIntervals, ZERO } from './interval.ts';
import type { Movement, MovementState } from './movement.ts';
import { SIGMA_PER_ACCURACY, unseenDeviationM } from './uncertainty.ts';
import { countedSilence, seenInSilence, walkedInSilence } from './walked-silence.ts';

/** Where the time of a patrol went, in ms. Times in the grid are intervals: accuracy decides how much of a border walk counts. */
export interface TimeLedger {
  walk: Interval;
  idle: Interval;
  vehicle: Interval;
  outsideMs: number;
  gapMs: number;
  /** Part of the gaps the officer did not make: nothing told, no satellites, battery, permission, killed, hidden; presence unknown. */
  excusedGapMs: number;
  /** Part of those that no interval holds: before the first fix, after the last, and ridden through. */
  unheldGapMs: number;
  /** Time on foot outside the grid by less than the positions' own error: it may as well have been inside. */
  doubtMs: number;
  /** Time of silence in `walk` that its ends, within the radius of a stay, speak for: no walk but a stay. */
  stayedInSilenceMs: number;
  segments: Segment[];
}

/** A receiver's error pulls one way for minutes along a border, so the bounds hold 95 % to either side. */
const BORDER_SIGMAS = 1.645;

/** Positions tell their error no better than this, metres, when it is to speak for the officer. */
const NEAR_MAX_M = 15;

/** The sparsest sampling there is, ms. */
const USUAL_STEP_MAX_MS = MINUTE_MS;

/** The one silence an officer makes himself; a permission may be taken back by the system as well. */
const CHOSEN_GAPS: readonly (GapReason | null)[] = ['user-pause'];

const KIND: Record<MovementState, SegmentKind> = {
  walk: 'counted',
  idle: 'idle',
  vehicle: 'vehicle',
};

/**
 * Walks once over a patrol's accepted fixes. The straight step between two fixes no farther apart than the norm's longest gap is
 * clipped by the polygon and counted for what the officer did in it; longer silence is a gap. A gap in which the handheld held one
 * position is no silence but idling. One the officer did not make counts for what `walkedInSilence` says, in all for no more than
 * SILENCE_SHARE_MAX of what was seen, and may have been nothing or all of it.
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
    unheldGapMs: 0,
    doubtMs: 0,
    stayedInSilenceMs: 0,
    segments: [],
  };
  const insideShare = createInsideShare(geometry.edges);
  const maxGapMs = rules.maxGapS * 1000;
  const { t, x, y, accuracyM } = track;

  const usualStepMs = Math.min(USUAL_STEP_MAX_MS, usualStep(t));
  let silence = ZERO;
  let nearMs = 0;
  /** A gap; with the fix after it, one that lies between two. */
  const addGap = (fromMs: number, toMs: number, reason: GapReason | null, after?: number) => {
    const ms = toMs - fromMs;
    ledger.gapMs += ms;
    addSegment(ledger.segments, 'gap', fromMs, toMs, reason);
    if (CHOSEN_GAPS.includes(reason) || gaps.filledAt(fromMs, toMs)) return;
    ledger.excusedGapMs += ms;
    const walkedMs = after === undefined ? 0 : walkedInSilence(ms, leastApart(after));
    if (after === undefined || walkedMs === 0) {
      ledger.unheldGapMs += ms;
      return;
    }
    const share = shareOf(after - 1, after);
    const nearbyMs = Math.min(walkedMs, seenInSilence(ms, maxGapMs, usualStepMs)) * share.best;
    nearMs += nearbyMs;
    ledger.stayedInSilenceMs += stayShare(extentBetween(after - 1, after)) * nearbyMs;
    silence = addIntervals(silence, { low: 0, best: walkedMs * share.best, high: ms * share.high });
    ledger.unheldGapMs += ms * (1 - share.high);
  };
  /** Metres between a fix and the one before it, their accuracies taken off. */
  const leastApart = (i: number) =>
    Math.hypot(x[i]! - x[i - 1]!, y[i]! - y[i - 1]!) - accuracyM[i]! - accuracyM[i - 1]!;
  /** Extent, as a share of the radius of a stay, of the straight way from one fix to the next. */
  const extentBetween = (i: number, j: number) => {
    const chordM = Math.hypot(x[j]! - x[i]!, y[j]! - y[i]!);
    const unseenM = unseenDeviationM(maxGapMs / 1000, chordM);
    return chordM / 2 / stayRadiusM((accuracyM[i]! + accuracyM[j]!) / 2, unseenM);
  };
  /** Time before the first and after the last fix: held, silent, or too short to say more than that it may have been walked. */
  const addEdge = (i: number, fromMs: number, toMs: number, reason: GapReason | null) => {
    const silent = toMs - fromMs > maxGapMs;
    if (silent && gaps.heldAt(fromMs, toMs)) addPiece(i, i, fromMs, toMs, 'idle');
    else if (silent) addGap(fromMs, toMs, reason);
    else {
      const r = BORDER_SIGMAS * SIGMA_PER_ACCURACY * accuracyM[i]!;
      const share = insideShare(x[i]!, y[i]!, x[i]!, y[i]!, r);
      ledger.walk.best += Math.min(usualStepMs, toMs - fromMs) * share.best;
      ledger.walk.high += (toMs - fromMs) * share.high;
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
    const nearM = Math.min(NEAR_MAX_M, (SIGMA_PER_ACCURACY * (accuracyM[i]! + accuracyM[j]!)) / 2);
    const share = insideShare(x0 + p * dx, y0 + p * dy, x0 + q * dx, y0 + q * dy, r, nearM);
    const ms = toMs - fromMs;
    const account = ledger[state];
    account.low += ms * share.low;
    account.best += ms * share.best;
    account.high += ms * share.high;
    ledger.outsideMs += ms * (1 - share.best);
    if (state === 'walk') ledger.doubtMs += ms * (share.near - share.best);
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
    else addGap(fromMs, toMs, track.fixes[i]!.gap, i);
  }
  addEdge(track.n - 1, t[track.n - 1]!, patrol.endMs, null);
  const seenMs = ledger.walk.best + ledger.idle.best;
  ledger.walk = addIntervals(ledger.walk, {
    ...silence,
    best: countedSilence(silence.best, nearMs, seenMs),
  });
  return ledger;
}

/** Median of the steps between fixes, ms; 0 where there is none. */
const usualStep = (t: Float64Array) =>
  t
    .subarray(1)
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
