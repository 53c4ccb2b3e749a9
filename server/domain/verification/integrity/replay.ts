import type { FixRange } from '../../../contract/patrols/verdict.ts';
import { MINUTE_MS } from '../../../contract/units.ts';
import { indexPoints, type PointIndex, visitBox } from '../../geo/point-index.ts';
import type { MovementState } from '../measures/movement.ts';
import { STEP_MS } from '../track/motion-track.ts';
import {
  type ComparableTrack,
  comparable,
  comparableTrack,
  offsetAt,
  squaredApart,
} from './comparable-track.ts';
import { type ComparedTrack, inOneOrder } from './compared-track.ts';
import type { Detector, IntegrityContext } from './context.ts';
import { CHANCE, oneIn } from './rarity.ts';

/** A stretch shorter than this, minutes of walking, equals an earlier track too often to be looked at. */
const STRETCH_MIN = 10;
/**
 * Chance that an honest walk equals a given earlier one for so many minutes or longer in one stretch: `atAnchor` at `anchorMin`, then
 * exponential, by the seeded officers who walk one round at one pace every day (4,470 pairs of days, tail a tenth wider than found there); one honest
 * officer in twenty is taken to be of that kind.
 */
export const LAW = { anchorMin: 8, atAnchor: 0.02, meanExcessMin: 1.3, share: 0.05 };
/**
 * Offset at equal elapsed time, metres: median of a stretch about its mean offset, unevenness around an anchor worth following up, and
 * what no longer belongs to a stretch.
 */
const APART_M = { median: 3.5, anchor: 6, end: 18 };
/** Lags nearer than this, ms, give the same stretch. */
const SAME_LAG_MS = 4000;
/** Silence and reflections a stretch may bridge, in steps. */
const BRIDGE_STEPS = 12;
/** Steps between moments from which an equal stretch is looked for: less than half the shortest. */
const ANCHOR_STEPS = 18;
/** Steps around an anchor that must agree roughly before the lag is made exact. */
const CHECK_STEPS = [-12, -6, 6, 12];
const CHECK_M = 30;

/**
 * Replayed track: for a long stretch the patrol is where an earlier track was at the same elapsed time, within metres. Two honest walks
 * of one street differ by independent errors that last for a minute, by pace and by stops, so none stays that near for long;
 * shifting in time, trimming, jitter or resampling do not make a copy differ more. Measured in minutes of walking. Innocent: an even pace on
 * the same round, by chance.
 */
export const replayed: Detector = ({ input, movement, geometry, track }) => {
  const own = comparable(movement.motion);
  const copied = new Uint8Array(own.motion.n);
  const history = inOneOrder(input.history ?? []);
  const stretches = history.flatMap((earlier) => {
    const past = comparableTrack(earlier, geometry.frame, input.norm.rules.maxGapS * 1000);
    return markCopied(own, movement.states, past, copied).map(({ minutes }) => minutes);
  });
  const chance = replayChance(stretches, history.length);
  if (chance > CHANCE.weak) return null;
  return {
    strength: chance <= CHANCE.strong ? 'strong' : 'weak',
    measured: sum(stretches),
    threshold: replayMinutes(CHANCE.strong, stretches.length, history.length),
    share: sum(copied) / Math.max(1, own.motion.n),
    oneIn: oneIn(chance),
    fixes: rangesOfSamples(own, copied, track.fixes[0]?.handheldId ?? 0),
  };
};

/**
 * Chance that an honest walk equals some of so many earlier ones in stretches of such lengths, minutes: each may lie on any of them, and
 * each is a chance of its own.
 */
export const replayChance = (stretches: readonly number[], earlier: number): number =>
  stretches.reduce(
    (chance, minutes) => chance * Math.min(1, earlier * stretchChance(minutes)),
    LAW.share,
  );

const stretchChance = (minutes: number) =>
  LAW.atAnchor * Math.exp((LAW.anchorMin - minutes) / LAW.meanExcessMin);

/** Minutes that so many stretches have together at such a chance: the inverse of `replayChance`. */
const replayMinutes = (chance: number, stretches: number, earlier: number): number =>
  stretches * LAW.anchorMin +
  LAW.meanExcessMin * (Math.log(LAW.share / chance) + stretches * Math.log(earlier * LAW.atAnchor));

/** How much later than an earlier track the patrol was where that had been, ms, over most of what equals it; null: nothing does. */
export function laterBy({ input, movement, geometry }: IntegrityContext, earlier: ComparedTrack) {
  const own = comparable(movement.motion);
  const past = comparableTrack(earlier, geometry.frame, input.norm.rules.maxGapS * 1000);
  const stretches = markCopied(own, movement.states, past, new Uint8Array(own.motion.n));
  const longest = stretches.sort((a, b) => b.minutes - a.minutes)[0];
  return longest ? -longest.lagMs : null;
}

/** Marks what equals the earlier track, and tells the lag and the minutes of each stretch; what lies on it at one lag is one, whatever interrupts it. */
function markCopied(
  own: ComparableTrack,
  states: readonly MovementState[],
  past: ComparableTrack,
  copied: Uint8Array,
): { lagMs: number; minutes: number }[] {
  const found: { lagMs: number; minutes: number }[] = [];
  const tried: { from: number; to: number; lagMs: number }[] = [];
  const index = indexPoints(past.motion.x, past.motion.y, 20);
  for (let k = 0; k < own.motion.n; k += ANCHOR_STEPS) {
    if (copied[k] || states[k] === 'idle') continue;
    for (const roughMs of candidateLags(own, k, past, index)) {
      if (!agreesAround(own, k, past, roughMs)) continue;
      const { lagMs, unevenM } = refineLag(own, k, past, roughMs);
      if (unevenM > APART_M.anchor) continue;
      if (tried.some((t) => k >= t.from && k <= t.to && Math.abs(lagMs - t.lagMs) < SAME_LAG_MS))
        continue;
      const [from, to] = equalStretch(own, k, past, lagMs);
      tried.push({ from, to, lagMs });
      // On a straight street a lag and an offset look alike; the whole stretch tells them apart.
      const every = Math.max(3, Math.floor((to - from) / 120));
      const exact = scanLags(lagMs, 8000, 1000, (lag) =>
        unevenness(own, from, to, every, past, lag),
      );
      if (isCopy(own, states, past, exact.lagMs, from, to)) {
        const minutes = markNew(states, copied, from, to);
        const same = found.find((f) => Math.abs(f.lagMs - exact.lagMs) < SAME_LAG_MS);
        if (same) same.minutes += minutes;
        else found.push({ lagMs: exact.lagMs, minutes });
        break;
      }
    }
  }
  // What is left of a stretch that another earlier track explains is no evidence of its own.
  return found.filter(({ minutes }) => minutes >= STRETCH_MIN);
}

/** Marks a stretch; minutes of walking in it that were not marked before. */
function markNew(
  states: readonly MovementState[],
  copied: Uint8Array,
  from: number,
  to: number,
): number {
  let samples = 0;
  for (let k = from; k <= to; k++) if (!copied[k] && states[k] !== 'idle') samples++;
  copied.fill(1, from, to + 1);
  return (samples * STEP_MS) / MINUTE_MS;
}

/** Lags at which the earlier track passes the anchor: its nearest sample of each pass. */
function candidateLags(own: ComparableTrack, k: number, past: ComparableTrack, index: PointIndex) {
  const { x, y, t } = own.motion;
  const passes: number[] = [];
  const squared = (i: number) =>
    (past.motion.x[i]! - x[k]!) ** 2 + (past.motion.y[i]! - y[k]!) ** 2;
  const reach = 25;
  visitBox(index, x[k]! - reach, y[k]! - reach, x[k]! + reach, y[k]! + reach, (i) => {
    const d = squared(i);
    const before = i > 0 ? squared(i - 1) : Number.POSITIVE_INFINITY;
    const after = i + 1 < past.motion.n ? squared(i + 1) : Number.POSITIVE_INFINITY;
    if (d <= reach * reach && d <= before && d <= after) passes.push(past.motion.t[i]! - t[k]!);
  });
  return passes.sort((a, b) => a - b);
}

function agreesAround(own: ComparableTrack, k: number, past: ComparableTrack, lagMs: number) {
  let [near, told] = [0, 0];
  for (const step of CHECK_STEPS) {
    if (k + step < 0 || k + step >= own.motion.n) continue;
    const squared = squaredApart(own, k + step, past, lagMs);
    if (Number.isNaN(squared)) continue;
    told++;
    if (squared <= CHECK_M * CHECK_M) near++;
  }
  return near >= 2 && near >= told - 1;
}

/** The lag within 15 s of the rough one, to 1 s, at which the four minutes around the anchor are most alike, and how uneven they are. */
function refineLag(own: ComparableTrack, k: number, past: ComparableTrack, roughMs: number) {
  const [from, to] = [Math.max(0, k - 12), Math.min(own.motion.n - 1, k + 12)];
  const uneven = (lagMs: number) => unevenness(own, from, to, 3, past, lagMs);
  const coarse = scanLags(roughMs, 15_000, 5000, uneven);
  return coarse.unevenM < 2 * APART_M.anchor ? scanLags(coarse.lagMs, 4000, 1000, uneven) : coarse;
}

/** The lag around another at which the tracks are least uneven. */
function scanLags(
  aroundMs: number,
  reachMs: number,
  stepMs: number,
  unevenAt: (lagMs: number) => number,
) {
  let best = { lagMs: aroundMs, unevenM: unevenAt(aroundMs) };
  for (let lagMs = aroundMs - reachMs; lagMs <= aroundMs + reachMs; lagMs += stepMs) {
    const unevenM = unevenAt(lagMs);
    if (unevenM < best.unevenM) best = { lagMs, unevenM };
  }
  return best;
}

/** Root mean square of the offsets about their mean over some samples, metres; offsets beyond a stretch's end are left out. */
function unevenness(
  own: ComparableTrack,
  from: number,
  to: number,
  every: number,
  past: ComparableTrack,
  lagMs: number,
): number {
  let [count, sx, sy, squares] = [0, 0, 0, 0];
  const offset = { x: 0, y: 0 };
  for (let i = from; i <= to; i += every) {
    if (!offsetAt(own, i, past, lagMs, offset)) continue;
    const squared = offset.x ** 2 + offset.y ** 2;
    if (squared > CHECK_M * CHECK_M) continue;
    count++;
    sx += offset.x;
    sy += offset.y;
    squares += squared;
  }
  if (count < 5) return Number.POSITIVE_INFINITY;
  return Math.sqrt(Math.max(0, squares / count - (sx / count) ** 2 - (sy / count) ** 2));
}

/** From the anchor to either side as long as the tracks come near again within BRIDGE_STEPS. */
function equalStretch(own: ComparableTrack, k: number, past: ComparableTrack, lagMs: number) {
  const reach = (step: 1 | -1) => {
    let end = k;
    for (let i = k + step; i >= 0 && i < own.motion.n; i += step) {
      if (squaredApart(own, i, past, lagMs) <= APART_M.end ** 2) end = i;
      else if (Math.abs(i - end) > BRIDGE_STEPS) break;
    }
    return end;
  };
  return [reach(-1), reach(1)] as const;
}

/**
 * Whether the way walked in a stretch is equal: distances from the mean offset, since a copy may have been moved to one side as a
 * whole, small in the median and over long enough.
 */
function isCopy(
  own: ComparableTrack,
  states: readonly MovementState[],
  past: ComparableTrack,
  lagMs: number,
  from: number,
  to: number,
): boolean {
  const [xs, ys]: [number[], number[]] = [[], []];
  const offset = { x: 0, y: 0 };
  for (let k = from; k <= to; k++)
    if (states[k] !== 'idle' && offsetAt(own, k, past, lagMs, offset)) {
      xs.push(offset.x);
      ys.push(offset.y);
    }
  if (xs.length * STEP_MS < STRETCH_MIN * MINUTE_MS) return false;
  const [mx, my] = [median(xs), median(ys)];
  return median(xs.map((x, i) => Math.hypot(x - mx, ys[i]! - my))) <= APART_M.median;
}

const sum = (values: Iterable<number>) => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

const median = (values: readonly number[]) =>
  Float64Array.from(values).sort()[values.length >> 1] ?? 0;

function rangesOfSamples(own: ComparableTrack, flags: Uint8Array, handheldId: number): FixRange[] {
  const ranges: FixRange[] = [];
  flags.forEach((flag, k) => {
    if (!flag) return;
    const last = ranges.at(-1);
    if (last && flags[k - 1]) last.toMs = own.motion.t[k]!;
    else ranges.push({ handheldId, fromMs: own.motion.t[k]!, toMs: own.motion.t[k]! });
  });
  return ranges;
}
