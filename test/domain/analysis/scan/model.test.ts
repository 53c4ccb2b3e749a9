import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScore } from '../../../../server/domain/analysis/scan/model.ts';

const ln = Math.log;

describe('the log likelihood ratio', () => {
  it('is c ln(c/E) + (C - c) ln((C - c)/(C - E)) for Poisson and permutation', () => {
    const llr = 10 * ln(10 / 4) + 90 * ln(90 / 96);
    expect(createScore('poisson', 100)(10, 4)).toBeCloseTo(llr, 12);
    expect(createScore('permutation', 100)(10, 4)).toBeCloseTo(llr, 12);
  });

  it('is c ln(c/E) + E - c for the expectation model', () => {
    expect(createScore('expectation', 100)(10, 4)).toBeCloseTo(10 * ln(2.5) - 6, 12);
  });

  it('compares two proportions with one for Bernoulli', () => {
    // 8 of 10 people are cases inside, 12 of 90 outside.
    const inside = 8 * ln(0.8) + 2 * ln(0.2);
    const outside = 12 * ln(12 / 90) + 78 * ln(78 / 90);
    const together = 20 * ln(0.2) + 80 * ln(0.8);
    const llr = createScore('bernoulli', 20, 100)(8, (10 * 20) / 100);
    expect(llr).toBeCloseTo(inside + outside - together, 12);
  });

  it('is 0 without an excess, finite with every case inside, and falls as more is expected', () => {
    const score = createScore('poisson', 50);
    expect(score(4, 4)).toBe(0);
    expect(score(3, 4)).toBe(0);
    expect(score(50, 10)).toBeCloseTo(50 * ln(5), 12);
    fc.assert(
      fc.property(
        fc.constantFrom('poisson' as const, 'bernoulli' as const, 'expectation' as const),
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0.01, max: 0.98, noNaN: true }),
        (model, cases, share) => {
          const ratio = createScore(model, 50, 5000);
          return ratio(cases, cases * share) >= ratio(cases, cases * (share + 0.01));
        },
      ),
    );
  });
});
