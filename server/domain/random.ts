/** A stream of pseudo-random numbers, wholly determined by its seed and stream number. */
export interface Random {
  /** 32 random bits as an unsigned integer. */
  uint32(): number;
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number;
  /** Uniform integer on 0 ... n - 1, without modulo bias; n at most 2^32. */
  below(n: number): number;
  /** Standard normal (Marsaglia's polar method). */
  normal(): number;
  /** Exponential of mean 1. */
  exponential(): number;
  /** Poisson of the given mean (0 and up). */
  poisson(mean: number): number;
  /** Shuffles in place (Fisher-Yates) and returns the same array. */
  shuffle<T extends { length: number; [index: number]: unknown }>(values: T): T;
}

/** Mixes a 32-bit counter into a well spread 32-bit value (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

/**
 * Small fast counting generator of Doty-Humphrey (PractRand, sfc32: 128 bits of state, period at least 2^32).
 * `stream` gives independent sequences of one seed, so that replicate 17 is the same whoever computes it.
 */
export function createRandom(seed: number, stream = 0): Random {
  let a = mix(seed);
  let b = mix(Math.floor(seed / 4294967296) + 0x9e3779b9);
  let c = mix(stream + 0x3c6ef372);
  let counter = 1;

  const uint32 = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 15; i += 1) uint32();

  const uniform = (): number => ((uint32() >>> 5) * 67108864 + (uint32() >>> 6)) / 9007199254740992;

  const below = (n: number): number => {
    const limit = 4294967296 - (4294967296 % n);
    let bits = uint32();
    while (bits >= limit) bits = uint32();
    return bits % n;
  };

  let spare: number | null = null;
  const normal = (): number => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * scale;
      return u * scale;
    }
  };

  const exponential = (): number => -Math.log(1 - uniform());

  // Knuth's product of uniforms in slices of mean 16: exact for any mean, time in proportion to the mean.
  const poisson = (mean: number): number => {
    let count = 0;
    for (let rest = mean; rest > 0; rest -= 16) {
      const floor = Math.exp(-Math.min(rest, 16));
      for (let product = uniform(); product > floor; product *= uniform()) count += 1;
    }
    return count;
  };

  const shuffle = <T extends { length: number; [index: number]: unknown }>(values: T): T => {
    for (let i = values.length - 1; i > 0; i -= 1) {
      const j = below(i + 1);
      const held = values[i];
      values[i] = values[j];
      values[j] = held;
    }
    return values;
  };

  return { uint32, uniform, below, normal, exponential, poisson, shuffle };
}
