import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../scripts/simulator/random.ts';

const draws = (seed: string | number, count = 20) => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('seeded random numbers', () => {
  it('repeat for equal seeds and differ for others', () => {
    expect(draws('a')).toEqual(draws('a'));
    expect(draws('a')).not.toEqual(draws('b'));
    expect(draws(1)).not.toEqual(draws(2));
  });

  it('fork by label whatever was drawn before', () => {
    const fresh = createRandom(7).fork('walk');
    const used = createRandom(7);
    for (let k = 0; k < 100; k++) used.normal();
    expect(used.fork('walk').next()).toBe(fresh.next());
    expect(createRandom(7).fork('walk').next()).not.toBe(createRandom(7).fork('noise').next());
  });

  it('have the moments their names promise', () => {
    const random = createRandom('moments');
    const mean = (draw: () => number) => {
      let sum = 0;
      for (let k = 0; k < 20_000; k++) sum += draw();
      return sum / 20_000;
    };
    expect(mean(() => random.uniform(2, 4))).toBeCloseTo(3, 1);
    expect(mean(() => random.normal(5, 2))).toBeCloseTo(5, 1);
    expect(mean(() => (random.normal(0, 3) / 3) ** 2)).toBeCloseTo(1, 1);
    expect(mean(() => random.exponential(1))).toBeCloseTo(1, 1);
    expect(mean(() => random.poisson(4))).toBeCloseTo(4, 0);
    expect(mean(() => random.poisson(80) / 80)).toBeCloseTo(1, 2);
    expect(mean(() => random.gamma(0.5, 2))).toBeCloseTo(2, 0);
    expect(mean(() => random.gamma(9, 2))).toBeCloseTo(2, 1);
  });

  it('pick by weight and shuffle without loss', () => {
    const random = createRandom('pick');
    const picked = Array.from({ length: 2000 }, () =>
      random.weighted([
        ['often', 9],
        ['rarely', 1],
      ]),
    );
    expect(picked.filter((what) => what === 'rarely').length).toBeGreaterThan(120);
    expect(picked.filter((what) => what === 'rarely').length).toBeLessThan(280);
    expect(random.shuffle([1, 2, 3, 4, 5]).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(() => random.pick([])).toThrow('empty');
  });
});
