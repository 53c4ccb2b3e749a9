import { requireCount, requirePlaces } from '../checks.ts';
import type { Tick } from '../method.ts';
import { seededRandom, shuffle } from '../numerics/random.ts';

/** A bandwidth chosen by rule: for each axis, and one for both. Metres. */
export interface Bandwidth {
  x: number;
  y: number;
  /** Geometric mean of the two. */
  both: number;
}

/**
 * Rules of thumb and cross-validation for the σ of a Gaussian. They answer different questions and can
 * differ a hundredfold on the same incidents, so the rule is always part of the answer:
 * - `scott`: s·n^(-1/6) per axis (Scott 1992, two dimensions), right for one round heap of points;
 * - `nrd`: 1.06·min(s, IQR/1.34)·n^(-1/5) per axis (Scott 1992; quartiles of type 7);
 * - `lcv`: the σ under which the incidents, each left out in turn, are likeliest
 *   (Habbema, Hermans and van den Broek 1974): max Σ log Σ_{j≠i} k(xi - xj), no edge correction.
 */
export const BANDWIDTH_RULES: Record<BandwidthRule, (points: Points, tick?: Tick) => Bandwidth> = {
  scott,
  nrd,
  lcv,
};

export type BandwidthRule = 'scott' | 'nrd' | 'lcv';

type Points = { x: Float64Array; y: Float64Array };

function perAxis({ x, y }: Points, rule: (values: Float64Array) => number): Bandwidth {
  requireCount(x.length, 2);
  requirePlaces({ x, y });
  const [a, b] = [rule(x), rule(y)];
  // Points on a line have no spread across it; the other axis then speaks for both.
  return { x: a, y: b, both: a > 0 && b > 0 ? Math.sqrt(a * b) : Math.max(a, b) };
}

function scott(points: Points): Bandwidth {
  return perAxis(points, (values) => deviation(values) * values.length ** (-1 / 6));
}

function nrd(points: Points): Bandwidth {
  return perAxis(points, (values) => {
    const sorted = values.slice().sort();
    const iqr = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    const s = deviation(values);
    return 1.06 * (iqr > 0 ? Math.min(s, iqr / 1.34) : s) * values.length ** (-1 / 5);
  });
}

/** Pairs looked at for one trial bandwidth; beyond it, a seeded sample of the left-out points stands for all. */
const PAIRS = 8e6;

function lcv({ x, y }: Points, tick?: Tick): Bandwidth {
  requireCount(x.length, 2);
  requirePlaces({ x, y });
  const n = x.length;
  const rows = Uint32Array.from({ length: n }, (_, i) => i);
  const tested = Math.min(n, Math.max(200, Math.floor(PAIRS / n)));
  if (tested < n) shuffle(rows, seededRandom(1));
  /** Sum of exp(scale·d²) over the others, exponents below `least` left out. */
  const sumAround = (i: number, scale: number, least: number): number => {
    let sum = 0;
    for (let j = 0; j < n; j++) {
      const exponent = scale * ((x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2);
      if (exponent > least && j !== i) sum += Math.exp(exponent);
    }
    return sum;
  };
  const score = (logSigma: number) => {
    const scale = -1 / (2 * Math.exp(2 * logSigma));
    tick?.(0);
    let sum = 0;
    for (let k = 0; k < tested; k++) {
      // Far points matter only to a point that has no near ones.
      const near = sumAround(rows[k]!, scale, -45);
      const density = near > 1e-5 ? near : sumAround(rows[k]!, scale, Number.NEGATIVE_INFINITY);
      sum += Math.log(Math.max(density, Number.MIN_VALUE)) - 2 * logSigma;
    }
    return sum;
  };
  const spread = Math.log(Math.hypot(deviation(x), deviation(y)));
  const steps = Array.from({ length: 25 }, (_, k) => spread + Math.log(2) - k * 0.4);
  const scores = steps.map(score);
  const start = steps[scores.indexOf(Math.max(...scores))]!;
  const sigma = Math.exp(goldenMaximum(score, start - 0.4, start + 0.4));
  return { x: sigma, y: sigma, both: sigma };
}

/** Place of the maximum of a unimodal function to 1e-6 (Kiefer 1953). */
function goldenMaximum(f: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [fa, fb] = [f(a), f(b)];
  while (high - low > 1e-6) {
    if (fa >= fb) {
      [high, b, fb] = [b, a, fa];
      a = high - ratio * (high - low);
      fa = f(a);
    } else {
      [low, a, fa] = [a, b, fb];
      b = low + ratio * (high - low);
      fb = f(b);
    }
  }
  return (low + high) / 2;
}

/** Sample standard deviation (n - 1). */
function deviation(values: Float64Array): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
}

/** Quantile of sorted values by linear interpolation (type 7 of Hyndman and Fan 1996). */
function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
}
