import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustP, confidenceBin } from '../../../../server/domain/analysis/hotspot/adjust.ts';
import { giStar } from '../../../../server/domain/analysis/hotspot/gi-star.ts';
import { localMoran } from '../../../../server/domain/analysis/hotspot/local-moran.ts';
import { conditionalPermutationP } from '../../../../server/domain/analysis/hotspot/permutation.ts';
import {
  squareLinks,
  squaresOver,
} from '../../../../server/domain/analysis/hotspot/square-lattice.ts';
import {
  buildLinks,
  standardiseRows,
  withSelf,
} from '../../../../server/domain/analysis/input/links.ts';
import { seededRandom } from '../../../../server/domain/analysis/numerics/random.ts';

/** A path of cells, each a neighbour of the next. */
const path = (n: number) =>
  buildLinks(n, {
    from: Array.from({ length: 2 * (n - 1) }, (_, k) => (k % 2 === 0 ? k / 2 : (k + 1) / 2)),
    to: Array.from({ length: 2 * (n - 1) }, (_, k) => (k % 2 === 0 ? k / 2 + 1 : (k - 1) / 2)),
  });

const field = (side: number) =>
  squareLinks(squaresOver({ minX: 0, minY: 0, maxX: side - 0.5, maxY: side - 0.5 }, 1), 1, 'queen');

const randomValues = (n: number, seed: number) => {
  const random = seededRandom(seed);
  return Float64Array.from({ length: n }, () => Math.floor(random() * 10));
};

describe('Gi*', () => {
  it('is the formula, worked by hand for 1, 2, 3, 10 on a path', () => {
    // x̄ = 4, s² = 12.5, n = 4. Middle cells weigh 3, end cells 2: √((4·3-9)/3) = 1, √((4·2-4)/3).
    const s = Math.sqrt(12.5);
    const z = giStar([1, 2, 3, 10], path(4));
    expect(z[0]).toBeCloseTo((3 - 8) / (s * Math.sqrt(4 / 3)), 12);
    expect(z[1]).toBeCloseTo((6 - 12) / s, 12);
    expect(z[2]).toBeCloseTo((15 - 12) / s, 12);
    expect(z[3]).toBeCloseTo((13 - 8) / (s * Math.sqrt(4 / 3)), 12);
  });

  it('takes the weight a cell gives itself', () => {
    const own = buildLinks(3, { from: [0, 0, 1, 2], to: [0, 1, 0, 1], weight: [5, 1, 1, 1] });
    const w1 = 6;
    const w2 = 26;
    const s = Math.sqrt(14 / 9);
    expect(giStar([1, 2, 4], own)[0]).toBeCloseTo(
      (5 + 2 - (7 / 3) * w1) / (s * Math.sqrt((3 * w2 - w1 * w1) / 2)),
      12,
    );
  });

  it('is none where rounding alone makes a difference', () => {
    const all = buildLinks(3, { from: [0, 0, 1, 1, 2, 2], to: [1, 2, 0, 2, 0, 1] });
    for (const z of giStar([1, 2, 4], standardiseRows(withSelf(all)))) expect(z).toBeNaN();
    expect(() => giStar([0.1 + 0.2, 0.3, 0.3], path(3))).toThrow(/all 3 cells have the value/);
    // A cell that alone differs leaves its neighbours nothing to permute.
    expect(localMoran([0.1, 0.1, 0.1, 0.7, 0.1], path(5)).z[3]).toBeNaN();
  });

  it('does not change when values are shifted and scaled', () => {
    const links = field(6);
    const values = randomValues(36, 1);
    const z = giStar(values, links);
    giStar(
      values.map((x) => 3 * x + 7),
      links,
    ).forEach((zi, i) => {
      expect(zi).toBeCloseTo(z[i]!, 10);
    });
    giStar(
      values.map((x) => -x),
      links,
    ).forEach((zi, i) => {
      expect(zi).toBeCloseTo(-z[i]!, 10);
    });
  });

  it('has no z where a cell neighbours everything', () => {
    const links = buildLinks(2, { from: [0, 1], to: [1, 0] });
    expect(Array.from(giStar([1, 2], links))).toEqual([Number.NaN, Number.NaN]);
  });

  it.each([
    ['one cell', [1], 'too-few'],
    ['equal cells', [3, 3, 3], 'no-variation'],
  ])('refuses %s', (_, values, code) => {
    expect(() => giStar(values, path(values.length))).toThrowError(
      expect.objectContaining({ code }),
    );
  });
});

describe('local Moran', () => {
  it('adds up to n times the global I of row-standardised links', () => {
    const links = standardiseRows(field(7));
    const values = randomValues(49, 3);
    const mean = values.reduce((a, b) => a + b, 0) / 49;
    let cross = 0;
    let squares = 0;
    for (let i = 0; i < 49; i++) {
      squares += (values[i]! - mean) ** 2;
      for (let k = links.offset[i]!; k < links.offset[i + 1]!; k++) {
        cross += links.weight[k]! * (values[i]! - mean) * (values[links.target[k]!]! - mean);
      }
    }
    const sum = localMoran(values, links).i.reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(49 * (cross / squares), 9);
  });

  it('names the quadrant of a high cell among low ones HL', () => {
    const found = localMoran([0, 0, 9, 0, 0], standardiseRows(path(5)));
    expect(found.quadrant).toEqual(['LL', 'LH', 'HL', 'LH', 'LL']);
  });

  it('has no I without neighbours', () => {
    const found = localMoran([1, 2, 3], buildLinks(3, { from: [0], to: [1] }));
    expect(found.i[2]).toBeNaN();
    expect(found.p[2]).toBeNaN();
    expect(found.quadrant[2]).toBe('');
  });
});

describe('conditional permutations', () => {
  const links = withSelf(field(8));
  const values = Float64Array.from({ length: 64 }, (_, i) =>
    i === 9 || i === 10 || i === 17 ? 20 : i % 3,
  );

  it('give the same answer for the same seed and another for another', () => {
    const run = (seed: number) =>
      Array.from(conditionalPermutationP(values, links, { permutations: 99, seed }));
    expect(run(4)).toEqual(run(4));
    expect(run(4)).not.toEqual(run(5));
  });

  it('find the planted spot and never tell a p below 2/(R + 1)', () => {
    const p = conditionalPermutationP(values, links, { permutations: 199, seed: 1 });
    expect(p[9]).toBeLessThan(0.05);
    expect(Math.min(...p)).toBeGreaterThanOrEqual(2 / 200);
    expect(Math.max(...p)).toBeLessThanOrEqual(1);
  });

  it('come near the exact chance where it can be counted', () => {
    // Neighbour of cell 0 is one of 9 others holding 1..9; its 9 is matched by one in nine.
    const star = buildLinks(10, { from: [0], to: [9] });
    const p = conditionalPermutationP([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], star, {
      permutations: 20_000,
      seed: 2,
    });
    expect(p[0]).toBeCloseTo(2 / 9, 1);
    expect(p[5]).toBe(1);
  });
});

describe('corrections for many tests', () => {
  const p = Float64Array.of(0.04, 0.01, 0.03, 0.5);
  const harmonic = 1 + 1 / 2 + 1 / 3 + 1 / 4;

  it.each([
    ['bonferroni', [0.16, 0.04, 0.12, 1]],
    ['holm', [0.09, 0.04, 0.09, 0.5]],
    ['bh', [0.16 / 3, 0.04, 0.16 / 3, 0.5]],
    ['by', [(0.16 / 3) * harmonic, 0.04 * harmonic, (0.16 / 3) * harmonic, 1]],
    ['none', [0.04, 0.01, 0.03, 0.5]],
  ] as const)('%s is the worked example', (by, expected) => {
    adjustP(p, by).forEach((q, i) => {
      expect(q).toBeCloseTo(expected[i]!, 12);
    });
  });

  it('keep the order of the tests, grow with caution, and stay at most 1', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }),
        (list) => {
          const given = Float64Array.from(list);
          const [bh, by, holm, bonferroni] = (['bh', 'by', 'holm', 'bonferroni'] as const).map(
            (name) => adjustP(given, name),
          );
          given.forEach((value, i) => {
            expect(bh![i]!).toBeGreaterThanOrEqual(value * (1 - 1e-12));
            expect(by![i]! - bh![i]!).toBeGreaterThanOrEqual(-1e-12);
            expect(holm![i]! - bh![i]!).toBeGreaterThanOrEqual(-1e-12);
            expect(bonferroni![i]! - holm![i]!).toBeGreaterThanOrEqual(-1e-12);
            expect(bonferroni![i]!).toBeLessThanOrEqual(1);
          });
        },
      ),
    );
  });

  it('leave out tests that were not made', () => {
    expect(Array.from(adjustP(Float64Array.of(0.02, Number.NaN, 0.5), 'bonferroni'))).toEqual([
      0.04,
      Number.NaN,
      1,
    ]);
  });

  it.each([
    [3, 0.01, 3],
    [-3, 0.05, -2],
    [2, 0.1, 1],
    [2, 0.11, 0],
    [Number.NaN, Number.NaN, 0],
  ])('z %d at %d is in bin %d', (z, q, bin) => {
    expect(confidenceBin(z, q)).toBe(bin);
  });
});
