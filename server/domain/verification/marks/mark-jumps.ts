import { marksToMask } from '../../../contract/fixes/mark-mask.ts';
import { MINUTE_MS } from '../../../contract/units.ts';
import { DEFAULT_ACCURACY_M } from '../measures/uncertainty.ts';

/** Nothing an officer rides in a city moves faster, m/s. */
export const SPEED_MAX_MPS = 40;

/** Time a track must hold together to be believed across an impossible step, ms; less is an outlier. */
const BREAK_COST_MS = 90_000;
/** How much time one fix can speak for, ms. */
const FIX_WORTH_MAX_MS = MINUTE_MS;
/** How far back a step may reach over outliers. */
const LOOK_BACK = { ms: 150_000, fixes: 60 };
/** A spike leaves and comes back faster than this, m/s, within SPIKE_MAX_MS. */
const SPIKE_SPEED_MPS = 8;
const SPIKE_MAX_MS = 30_000;

const JUMP = marksToMask(['jump']);

/** Candidates in time order: plane metres, ms, accuracy in metres (NaN: not told). */
export interface Candidates {
  n: number;
  t: Float64Array;
  x: Float64Array;
  y: Float64Array;
  accuracyM: Float64Array;
}

/**
 * Marks (bit mask per candidate) of positions that cannot be part of one movement. First the heaviest chain of fixes is kept in
 * which each step is possible at SPEED_MAX_MPS given the accuracies, so one outlier neither poisons nor blocks what follows; a step
 * that stays impossible costs BREAK_COST_MS of track and is paid only where both sides hold together for longer (a teleport, both
 * sides kept). Then spikes are taken out: out and back at more than SPIKE_SPEED_MPS within SPIKE_MAX_MS.
 */
export function markJumps(track: Candidates): Uint16Array {
  const marks = new Uint16Array(track.n).fill(JUMP);
  for (const i of heaviestChain(track)) marks[i] = 0;
  markSpikes(track, marks);
  return marks;
}

const distance = ({ x, y }: Candidates, i: number, j: number) =>
  Math.sqrt((x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2);

const slack = ({ accuracyM }: Candidates, i: number, j: number) =>
  (accuracyM[i] || DEFAULT_ACCURACY_M) + (accuracyM[j] || DEFAULT_ACCURACY_M) + 10;

function heaviestChain(track: Candidates): number[] {
  const { n, t } = track;
  const score = new Float64Array(n);
  const previous = new Int32Array(n).fill(-1);
  let bestSoFar = -1;
  for (let i = 0; i < n; i++) {
    const worth = Math.min(FIX_WORTH_MAX_MS, ((t[i + 1] ?? t[i]!) - (t[i - 1] ?? t[i]!)) / 2 + 1);
    let from = -1;
    let best = 0;
    if (bestSoFar >= 0 && score[bestSoFar]! > BREAK_COST_MS) {
      from = bestSoFar;
      best = score[bestSoFar]! - BREAK_COST_MS;
    }
    const first = Math.max(0, i - LOOK_BACK.fixes);
    for (let j = i - 1; j >= first; j--) {
      const ms = t[i]! - t[j]!;
      if (ms > LOOK_BACK.ms && j < i - 1) break;
      if (score[j]! <= best) continue;
      if (distance(track, i, j) <= (SPEED_MAX_MPS * ms) / 1000 + slack(track, i, j)) {
        from = j;
        best = score[j]!;
        // The step from the heaviest chain so far cannot be bettered.
        if (j === bestSoFar) break;
      }
    }
    score[i] = best + worth;
    previous[i] = from;
    if (bestSoFar < 0 || score[i]! > score[bestSoFar]!) bestSoFar = i;
  }
  const chain: number[] = [];
  for (let i = bestSoFar; i >= 0; i = previous[i]!) chain.push(i);
  return chain;
}

function markSpikes(track: Candidates, marks: Uint16Array): void {
  const kept: number[] = [];
  for (let i = 0; i < track.n; i++) if (marks[i] === 0) kept.push(i);
  for (let k = 1; k < kept.length - 1; k++) {
    const before = kept[k - 1]!;
    if (!leaves(track, before, kept[k]!)) continue;
    let last = k;
    while (last + 1 < kept.length && track.t[kept[last + 1]!]! - track.t[before]! <= SPIKE_MAX_MS) {
      const after = kept[last + 1]!;
      if (comesBack(track, before, kept.slice(k, last + 1), after)) {
        for (const i of kept.slice(k, last + 1)) marks[i] = JUMP;
        kept.splice(k, last + 1 - k);
        k--;
        break;
      }
      last++;
    }
  }
}

const leaves = (track: Candidates, a: number, b: number) =>
  distance(track, a, b) >
  (SPIKE_SPEED_MPS * (track.t[b]! - track.t[a]!)) / 1000 + slack(track, a, b);

function comesBack(track: Candidates, before: number, out: readonly number[], after: number) {
  if (!leaves(track, out.at(-1)!, after)) return false;
  const back = distance(track, before, after);
  return out.every(
    (i) => back < 0.5 * Math.min(distance(track, before, i), distance(track, i, after)),
  );
}
