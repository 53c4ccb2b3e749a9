import { describe, expect, it } from 'vitest';
import {
  gumbelP,
  monteCarloP,
  recurrenceIntervalD,
} from '../../../../server/domain/analysis/scan/significance.ts';

describe('the significance of a cluster', () => {
  it('is (1 + replicates as great) / (1 + replicates)', () => {
    expect(monteCarloP([1, 2, 3, 4], 3, false)).toBe(3 / 5);
    expect(monteCarloP([1, 2, 3, 4], 9, false)).toBe(1 / 5);
  });

  it('counts a replicate that differs by rounding only as equal', () => {
    expect(monteCarloP([0.1 + 0.2], 0.3, false)).toBe(1);
    expect(monteCarloP([0.3], 0.1 + 0.2, false)).toBe(1);
  });

  it('is h/l after stopping early', () => {
    expect(monteCarloP([5, 1, 6], 4, true)).toBe(2 / 3);
  });

  it('fits a Gumbel distribution by its moments', () => {
    // Mean 2 and variance 1 of the sample give scale sqrt(6)/pi and location 2 - 0.5772 scale.
    const scale = Math.sqrt(6) / Math.PI;
    const location = 2 - 0.5772156649015329 * scale;
    const p = 1 - Math.exp(-Math.exp(-(4 - location) / scale));
    expect(gumbelP([1, 2, 3], 4)).toBeCloseTo(p, 12);
    expect(gumbelP([2, 2], 4)).toBeNull();
  });

  it('recurs every D/p days, or D/(1 - (1 - p)^(1/A)) when adjusted for A runs', () => {
    expect(recurrenceIntervalD(0.001, 1, 1)).toBeCloseTo(1000, 9);
    expect(recurrenceIntervalD(0.05, 7, 1)).toBeCloseTo(140, 9);
    expect(recurrenceIntervalD(0.05, 1, 365)).toBeCloseTo(1 / (1 - 0.95 ** (1 / 365)), 6);
  });
});
