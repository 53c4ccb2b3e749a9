import { describe, expect, it } from 'vitest';
import { createRandom } from '../../server/domain/random.ts';

const draws = <T>(n: number, draw: () => T): T[] => Array.from({ length: n }, draw);
const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

describe('the seeded generator', () => {
  it('repeats itself for the same seed and stream and differs for another of either', () => {
    const take = (seed: number, stream: number) => {
      const random = createRandom(seed, stream);
      return draws(8, random.uint32);
    };
    expect(take(1, 2)).toEqual(take(1, 2));
    expect(take(1, 2)).not.toEqual(take(1, 3));
    expect(take(1, 2)).not.toEqual(take(2, 2));
  });

  it('fills [0, 1) evenly: chi-square of 20 bins below its 99.9 % point', () => {
    const random = createRandom(42);
    const bins = new Array<number>(20).fill(0);
    for (let i = 0; i < 20_000; i += 1) bins[Math.floor(random.uniform() * 20)]! += 1;
    expect(bins.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0)).toBeLessThan(43.8);
  });

  it('draws normals, exponentials and Poissons of the stated mean and variance', () => {
    const random = createRandom(7);
    for (const [draw, expectedMean, variance] of [
      [random.normal, 0, 1],
      [random.exponential, 1, 1],
      [() => random.poisson(3.5), 3.5, 3.5],
      [() => random.poisson(70), 70, 70],
    ] as const) {
      const values = draws(20_000, draw);
      const m = mean(values);
      expect(Math.abs(m - expectedMean)).toBeLessThan(4 * Math.sqrt(variance / 20_000));
      expect(mean(values.map((v) => (v - m) ** 2)) / variance).toBeCloseTo(1, 1);
    }
    expect(random.poisson(0)).toBe(0);
  });

  it('shuffles to every order equally often and keeps the values', () => {
    const random = createRandom(3);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i += 1) {
      const key = random.shuffle([1, 2, 3]).join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const n of counts.values()) expect(Math.abs(n - 1000)).toBeLessThan(120);
  });
});
