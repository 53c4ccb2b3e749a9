import { gaussian, sfc32 } from '../../server/domain/analysis/numerics/random.ts';

/** Seeded random numbers. Equal seeds give equal sequences on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  uniform(low: number, high: number): number;
  /** Whole number, both ends included. */
  integer(low: number, high: number): number;
  normal(mean?: number, sd?: number): number;
  /** As many normal draws thrown away, for the price of a few additions. */
  skipNormals(count: number): void;
  exponential(mean: number): number;
  poisson(mean: number): number;
  /** Gamma with the given shape and mean; overdispersion of counts. */
  gamma(shape: number, mean: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** The value whose weight was drawn. */
  weighted<T>(from: readonly (readonly [T, number])[]): T;
  shuffle<T>(from: readonly T[]): T[];
  /** An independent sequence that depends on this one's seed and the label only, not on what was drawn. */
  fork(label: string | number): Random;
}

/** FNV-1a over UTF-16 units with a final avalanche (MurmurHash3 fmix32). */
function hashText(text: string, basis: number): number {
  let h = basis >>> 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix32(h);
}

function mix32(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Uniform in [0, 1) as a pure function of a seed and two lattice indices: noise without a sequence. */
export function latticeNoise(seed: number, i: number, j: number): number {
  return (
    mix32(Math.imul(i, 0x27d4eb2d) ^ Math.imul(mix32(j + 0x165667b1), 0x9e3779b1) ^ seed) / 2 ** 32
  );
}

/** 32-bit number for a seed of any kind. */
export function seedNumber(seed: string | number): number {
  return hashText(String(seed), 0x811c9dc5);
}

/** Random numbers seeded by text or a number. */
export function createRandom(seed: string | number): Random {
  const name = String(seed);
  const high = hashText(name, 0x01234567) % 0x200000;
  const { next, skip } = sfc32(
    hashText(name, 0x811c9dc5) + high * 2 ** 32,
    hashText(name, 0x5bd1e995),
  );

  const random: Random = {
    next,
    uniform: (low, high) => low + (high - low) * next(),
    integer: (low, high) => low + Math.floor((high - low + 1) * next()),
    normal: (mean = 0, sd = 1) => mean + sd * gaussian(next),
    skipNormals: (count) => skip(2 * count),
    exponential: (mean) => -mean * Math.log(1 - next()),
    poisson: (mean) => {
      // Above 50 the normal approximation is within a per mille and needs no loop.
      if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * gaussian(next)));
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > limit; product *= next()) count++;
      return count;
    },
    gamma: (shape, mean) => {
      // Marsaglia and Tsang (2000); shapes below 1 by boosting.
      const d = Math.max(shape, shape + (shape < 1 ? 1 : 0)) - 1 / 3;
      const k = 1 / Math.sqrt(9 * d);
      for (;;) {
        const x = gaussian(next);
        const v = (1 + k * x) ** 3;
        if (v <= 0 || Math.log(1 - next()) >= x * x * 0.5 + d - d * v + d * Math.log(v)) continue;
        const boost = shape < 1 ? (1 - next()) ** (1 / shape) : 1;
        return (d * v * boost * mean) / shape;
      }
    },
    chance: (probability) => next() < probability,
    pick: (from) => {
      if (from.length === 0) throw new RangeError('pick from an empty list');
      return from[Math.floor(next() * from.length)] as (typeof from)[number];
    },
    weighted: (from) => {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of from) {
        left -= weight;
        if (left < 0) return value;
      }
      return (from.at(-1) as (typeof from)[number])[0];
    },
    shuffle: (from) => {
      const to = [...from];
      for (let i = to.length - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1));
        [to[i], to[j]] = [to[j]!, to[i]!];
      }
      return to;
    },
    fork: (label) => createRandom(`${name}/${label}`),
  };
  return random;
}
