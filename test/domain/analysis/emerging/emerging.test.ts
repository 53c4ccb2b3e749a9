import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../server/contract/units.ts';
import { categoryOf } from '../../../../server/domain/analysis/emerging/categories.ts';
import { mannKendall } from '../../../../server/domain/analysis/emerging/mann-kendall.ts';
import { spaceTimeGi } from '../../../../server/domain/analysis/emerging/space-time-gi.ts';
import { mannKendallMethod } from '../../../../server/domain/analysis/emerging/trend-method.ts';
import { giStar } from '../../../../server/domain/analysis/hotspot/gi-star.ts';
import {
  squareLinks,
  squaresOver,
} from '../../../../server/domain/analysis/hotspot/square-lattice.ts';
import {
  buildLinks,
  type Links,
  standardiseRows,
  withSelf,
} from '../../../../server/domain/analysis/input/links.ts';
import { runMethod } from '../../../../server/domain/analysis/method.ts';
import { seededRandom } from '../../../../server/domain/analysis/numerics/random.ts';
import { TIE } from '../../../../server/domain/analysis/numerics/ties.ts';

describe('Mann-Kendall', () => {
  it('has S = n(n-1)/2 and variance n(n-1)(2n+5)/18 for a rising line, and its slope', () => {
    const found = mannKendall([2, 4, 6, 8, 10, 12]);
    expect(found.s).toBe(15);
    expect(found.variance).toBeCloseTo((6 * 5 * 17) / 18, 12);
    expect(found.z).toBeCloseTo(14 / Math.sqrt((6 * 5 * 17) / 18), 12);
    expect(found.tau).toBe(1);
    expect(found.slope).toBe(2);
  });

  it('takes ties out of the variance', () => {
    // Groups of 3 and 2: [5·4·15 - 3·2·11 - 2·1·9]/18.
    const found = mannKendall([1, 1, 1, 2, 2]);
    expect(found.s).toBe(6);
    expect(found.variance).toBeCloseTo((300 - 66 - 18) / 18, 12);
    expect(found.slope).toBeCloseTo((1 / 4 + 1 / 3) / 2, 12);
  });

  it('turns round with the series and says nothing of a flat one', () => {
    const series = [3, 1, 4, 1, 5, 9, 2, 6];
    expect(mannKendall([...series].reverse()).z).toBeCloseTo(-mannKendall(series).z, 12);
    expect(mannKendall([2, 2, 2])).toMatchObject({ s: 0, z: 0, p: 1, tau: 0, slope: 0 });
  });
});

describe('the trend of incidents', () => {
  it('is that of their counts in whole steps before the last of them', () => {
    // Steps begin at 4, 10, 16 and 22, less an instant; day 3 lies before the first whole one.
    const day = [3, 8, 9, 15, 16, 17, 22, 23, 24, 27.9999];
    const startMs = Float64Array.from(day, (at) => at * DAY_MS);
    const input = {
      kind: 'incidents' as const,
      x: new Float64Array(10),
      y: new Float64Array(10),
      projection: null,
      startMs,
      endMs: startMs,
      weight: null,
      category: null,
      id: null,
      area: null,
    };
    const { table, tables } = runMethod(mannKendallMethod, input, { stepDays: 6 });
    expect(Array.from(tables!.steps!.columns.value!)).toEqual([2, 1, 2, 4]);
    // 2 > 1, 2 = 2, 2 < 4, 1 < 2, 1 < 4, 2 < 4.
    expect(table.columns.trendS).toEqual([3]);
    expect(table.columns.id).toEqual(['all']);
  });
});

describe('ties of computed values', () => {
  it('within the tolerance are no trend, as exact ones are', () => {
    const exact = [0.3, 0.3, 0.3, 1, 1, 2];
    const rounded = [0.1 + 0.2, 0.3, 0.3 - 1e-16, 1 + 2e-16, 1 - 1e-16, 2];
    expect(mannKendall(rounded, 1e-9)).toMatchObject({ s: 11, z: mannKendall(exact).z });
    expect(mannKendall(rounded).s).not.toBe(11);
    expect(mannKendall([1, 1 + 1e-12], 0).s).toBe(1);
  });

  it('leave the trend the same for weights that are equal on paper', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 12 }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (counts, weight) => {
          // The same z by two ways of arithmetic.
          const one = counts.map((count) => (count - 1.7) / 3);
          const other = counts.map((count) => (count * weight - 1.7 * weight) / (3 * weight));
          const [a, b] = [mannKendall(one, TIE), mannKendall(other, TIE)];
          expect([b.s, b.variance, b.z]).toEqual([a.s, a.variance, a.z]);
        },
      ),
    );
  });
});

describe('space-time Gi*', () => {
  const cells = 20;
  const steps = 5;
  const links = squareLinks(squaresOver({ minX: 0, minY: 0, maxX: 3.5, maxY: 4.5 }, 1), 1, 'queen');
  const random = seededRandom(6);
  const values = Float64Array.from({ length: cells * steps }, () => Math.floor(random() * 8));
  const step = (t: number) =>
    Float64Array.from({ length: cells }, (_, c) => values[c * steps + t]!);

  /** The cube as one lattice: a bin's neighbours at its step and the steps before. */
  const cubeLinks = (lag: number): Links => {
    const from: number[] = [];
    const to: number[] = [];
    const full = withSelf(links);
    for (let c = 0; c < cells; c++) {
      for (let t = 0; t < steps; t++) {
        for (let k = full.offset[c]!; k < full.offset[c + 1]!; k++) {
          for (let before = Math.max(0, t - lag); before <= t; before++) {
            from.push(c * steps + t);
            to.push(full.target[k]! * steps + before);
          }
        }
      }
    }
    return buildLinks(cells * steps, { from, to });
  };

  it('over the whole cube is Gi* of the lattice of bins', () => {
    for (const lag of [0, 1, 3]) {
      const z = spaceTimeGi(values, steps, links, { lagSteps: lag, window: 'cube' });
      giStar(values, cubeLinks(lag)).forEach((expected, i) => {
        expect(z[i]).toBeCloseTo(expected, 10);
      });
    }
  });

  it('of single steps is Gi* of each step', () => {
    const z = spaceTimeGi(values, steps, links, { lagSteps: 0, window: 'step' });
    for (let t = 0; t < steps; t++) {
      giStar(step(t), links).forEach((expected, c) => {
        expect(z[c * steps + t]).toBeCloseTo(expected, 10);
      });
    }
  });

  it('has one trend under weights of 1 and rows that sum to 1, where every cell has as many neighbours', () => {
    // A ring: each of 12 cells between two others.
    const ring = buildLinks(12, {
      from: Array.from({ length: 24 }, (_, k) => k >> 1),
      to: Array.from({ length: 24 }, (_, k) => ((k >> 1) + (k % 2 === 0 ? 1 : 11)) % 12),
    });
    const draw = seededRandom(8);
    const counts = Float64Array.from({ length: 12 * 15 }, () => Math.floor(draw() * 3));
    const options = { lagSteps: 1, window: 'cube' } as const;
    const trends = [withSelf(ring), standardiseRows(withSelf(ring))].map((weighed) => {
      const z = spaceTimeGi(counts, 15, weighed, options);
      return Array.from({ length: 12 }, (_, c) => {
        const { s, z: trendZ } = mannKendall(z.subarray(c * 15, c * 15 + 15), TIE);
        return [s, trendZ];
      });
    });
    expect(trends[1]).toEqual(trends[0]);
  });

  it('has no z where a step does not vary, whatever the mean of thirds and sevenths rounds to', () => {
    const flat = Float64Array.from({ length: cells * 2 }, (_, i) => (i % 2 === 0 ? 0.7 : i));
    const z = spaceTimeGi(flat, 2, links, { lagSteps: 0, window: 'step' });
    for (let c = 0; c < cells; c++) expect(z[c * 2]).toBeNaN();
  });

  it('of the first step is the same for neighbourhood and single step', () => {
    const near = spaceTimeGi(values, steps, links, { lagSteps: 2, window: 'neighbourhood' });
    const own = spaceTimeGi(values, steps, links, { lagSteps: 2, window: 'step' });
    for (let c = 0; c < cells; c++) expect(near[c * steps]).toBeCloseTo(own[c * steps]!, 12);
  });
});

describe('patterns', () => {
  const H = 1;
  const C = -1;
  const o = 0;
  const ten = (last: number, rest: number) => [...Array(9).fill(rest), last];

  it.each([
    ['nothing significant', [o, o, o, o], 0, 'no pattern'],
    ['hot for the first time', [o, o, o, H], 0, 'new hot spot'],
    ['cold for the first time', [o, o, o, C], 0, 'new cold spot'],
    ['new although cold before', [C, o, o, H], 0, 'new hot spot'],
    ['a single step', [H], 0, 'new hot spot'],
    ['one final run', [o, o, H, H], 0, 'consecutive hot spot'],
    ['one final run after cold', [C, o, H, H], 0, 'consecutive hot spot'],
    ['always hot and rising', ten(H, H), 1, 'intensifying hot spot'],
    ['always hot and falling', ten(H, H), -1, 'diminishing hot spot'],
    ['always hot', ten(H, H), 0, 'persistent hot spot'],
    ['always cold and getting colder', ten(C, C), -1, 'intensifying cold spot'],
    ['always cold and warming', ten(C, C), 1, 'diminishing cold spot'],
    ['always cold', ten(C, C), 0, 'persistent cold spot'],
    ['nine of ten hot, then not', ten(o, H), 0, 'historical hot spot'],
    ['nine of ten cold, then not', ten(o, C), 0, 'historical cold spot'],
    ['nine of ten hot, cold now', ten(C, H), 0, 'new cold spot'],
    ['on, off, on', [H, o, o, H], 0, 'sporadic hot spot'],
    ['on, off, on, cold', [C, o, o, C], 0, 'sporadic cold spot'],
    ['hot now, hot before and cold before', [H, C, o, H], 0, 'oscillating hot spot'],
    ['cold now, cold before and hot before', [C, H, o, C], 0, 'oscillating cold spot'],
    ['hot once, long ago', [o, H, o, o], 0, 'no pattern'],
  ])('%s', (_, spots, trend, category) => {
    expect(categoryOf(spots, trend)).toBe(category);
  });
});
