import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../server/contract/units.ts';
import type { Incidents } from '../../../../server/domain/analysis/input/input.ts';
import { runMethod } from '../../../../server/domain/analysis/method.ts';
import { bandOf, readBands } from '../../../../server/domain/analysis/near-repeat/bands.ts';
import {
  addGapShares,
  differenceAtMost,
} from '../../../../server/domain/analysis/near-repeat/gap.ts';
import {
  type KnoxIncidents,
  knoxTest,
} from '../../../../server/domain/analysis/near-repeat/knox.ts';
import { knoxMethod } from '../../../../server/domain/analysis/near-repeat/method.ts';
import { seededRandom } from '../../../../server/domain/analysis/numerics/random.ts';
import { incidentsAt } from '../support.ts';

const known = (rows: number[][]): KnoxIncidents => ({
  x: Float64Array.from(rows, ([x]) => x!),
  y: Float64Array.from(rows, ([, y]) => y!),
  startD: Float64Array.from(rows, ([, , t]) => t!),
  endD: Float64Array.from(rows, ([, , t, end]) => end ?? t!),
});

/** Places on a coarse lattice and whole days, so that gaps fall on the edges of bands. */
function coarse(n: number, seed: number): KnoxIncidents {
  const random = seededRandom(seed);
  const draw = (most: number) => Math.floor(random() * most);
  return known(Array.from({ length: n }, () => [draw(6) * 50, draw(6) * 50, draw(15)]));
}

describe('bands', () => {
  it.each([
    ['upper', 0, 0],
    ['upper', 100, 0],
    ['upper', 100.1, 1],
    ['upper', 200, 1],
    ['upper', 200.1, -1],
    ['lower', 0, 0],
    ['lower', 100, 1],
    ['lower', 200, -1],
  ] as const)('closed at the %s edge put %d into band %d', (closed, value, band) => {
    expect(bandOf(readBands('edges', '0,100,200', closed), value)).toBe(band);
  });

  it('may begin above 0, and may set exact repeats apart', () => {
    expect(bandOf(readBands('edges', '10,20', 'upper'), 9)).toBe(-1);
    expect(bandOf(readBands('edges', '10,20', 'upper'), 10)).toBe(0);
    const same = readBands('edges', '0,100', 'upper', true);
    expect([0, 0.1, 100].map((value) => bandOf(same, value))).toEqual([0, 1, 1]);
  });

  it.each(['', '0', '0,0', '100,50', '0,x', '-1,3'])('refuse %j', (text) => {
    expect(() => readBands('edges', text, 'upper')).toThrow(/edges/);
  });
});

describe('the Knox table', () => {
  it('counts a worked example', () => {
    // Four incidents: two pairs near in space (50 m and 100 m), three pairs near in time.
    const incidents = known([
      [0, 0, 0],
      [50, 0, 2],
      [1000, 0, 4],
      [1000, 100, 30],
    ]);
    const table = knoxTest(incidents, {
      space: readBands('s', '0,50,100', 'upper'),
      time: readBands('t', '0,2,4', 'upper'),
      permutations: 0,
      seed: 1,
    });
    expect([...table.observed]).toEqual([1, 0, 0, 0]);
    expect([...table.spacePairs]).toEqual([1, 1]);
    expect([...table.timePairs!]).toEqual([2, 1]);
    expect(table.product![0]).toBeCloseTo((1 * 2) / 6, 12);
    expect(table.pPoisson![0]).toBeCloseTo(1 - Math.exp(-1 / 3), 12);
    expect(table.pPoissonAbove![0]).toBeCloseTo(1 - Math.exp(-1 / 3) * (4 / 3), 12);
  });

  it.each([
    'upper',
    'lower',
  ] as const)('equals counting every pair, bands closed at the %s edge', (closed) => {
    for (let seed = 0; seed < 10; seed++) {
      const incidents = coarse(60, seed);
      const space = readBands('s', '0,50,100,200', closed, seed % 2 === 1);
      const time = readBands('t', seed % 3 === 0 ? '1,2,7' : '0,2,7', closed);
      const table = knoxTest(incidents, { space, time, permutations: 0, seed: 1 });
      const observed = new Float64Array(table.observed.length);
      const timePairs = new Float64Array(2);
      for (let i = 0; i < 60; i++) {
        for (let j = 0; j < i; j++) {
          const d = Math.hypot(
            incidents.x[i]! - incidents.x[j]!,
            incidents.y[i]! - incidents.y[j]!,
          );
          const t = bandOf(time, Math.abs(incidents.startD[i]! - incidents.startD[j]!));
          if (t >= 0) timePairs[t]!++;
          if (t >= 0 && bandOf(space, d) >= 0) observed[bandOf(space, d) * 2 + t]!++;
        }
      }
      expect([...table.observed]).toEqual([...observed]);
      expect([...table.timePairs!]).toEqual([...timePairs]);
    }
  });

  it('does not change with the order, a shift of place and a shift of time', () => {
    const options = {
      space: readBands('s', '0,50,100', 'upper'),
      time: readBands('t', '0,3,9', 'upper'),
      permutations: 0,
      seed: 1,
    };
    const incidents = coarse(40, 5);
    const turned = {
      x: incidents.x.toReversed().map((x) => x + 1e5),
      y: incidents.y.toReversed().map((y) => y - 1e5),
      startD: incidents.startD.toReversed().map((t) => t + 365),
      endD: incidents.endD.toReversed().map((t) => t + 365),
    };
    expect(knoxTest(turned, options).observed).toEqual(knoxTest(incidents, options).observed);
  });

  it('expects, over permutations, what the product of the margins says', () => {
    const table = knoxTest(coarse(120, 8), {
      space: readBands('s', '0,50,100', 'upper'),
      time: readBands('t', '0,3,9', 'upper'),
      permutations: 999,
      seed: 3,
    });
    table.expected!.forEach((mean, cell) => {
      const error = table.deviation![cell]! / Math.sqrt(999);
      expect(Math.abs(mean - table.product![cell]!)).toBeLessThan(4 * error);
    });
  });

  it('finds planted repeats and gives an even p without any', () => {
    const options = {
      space: readBands('s', '0,100', 'upper'),
      time: readBands('t', '0,3', 'upper'),
      permutations: 19,
      seed: 3,
    };
    const random = seededRandom(1);
    const rows = Array.from({ length: 150 }, () => [
      random() * 3000,
      random() * 3000,
      random() * 200,
    ]);
    const repeats = rows.slice(0, 30).map(([x, y, t]) => [x! + 20, y!, t! + 1]);
    expect(knoxTest(known([...rows, ...repeats]), options).p![0]).toBe(0.05);

    let low = 0;
    for (let run = 0; run < 120; run++) {
      if (knoxTest(coarse(60, 1000 + run), { ...options, seed: run }).p![0]! <= 0.5) low++;
    }
    // Binomial(120, at most 1/2) stays below 80 with probability 0.9997.
    expect(low).toBeLessThan(80);
    expect(low).toBeGreaterThan(35);
  });
});

describe('the method', () => {
  const rows = Array.from({ length: 30 }, (_, i) => ({ x: i * 10, y: 0 }));
  const startMs = Float64Array.from(rows, (_, i) => ((i * 7) % 30) * 86_400_000);
  const tell = (given: Record<string, unknown>) =>
    runMethod(knoxMethod, incidentsAt(rows, { startMs, endMs: startMs }), given).notes;

  it('can find something significant at its defaults, and says where it cannot', () => {
    expect(tell({}).map(({ code }) => code)).not.toContain('tooFewPermutations');
    // 20 bands: Holm multiplies the least of them, 1 / 100, by 20.
    expect(tell({ permutations: 99 })).toContainEqual({
      code: 'tooFewPermutations',
      values: { bands: 20, least: 0.2, needed: 399 },
    });
  });
});

describe('gaps between unknown times', () => {
  it('follow the difference of two uniform moments', () => {
    // Equal intervals of length 1: a triangle; P(|gap| <= g) = 1 - (1 - g)^2.
    expect(differenceAtMost(0.25, 0, 1, 0, 1) - differenceAtMost(-0.25, 0, 1, 0, 1)).toBeCloseTo(
      1 - 0.75 ** 2,
      12,
    );
    expect(differenceAtMost(0.5, 0, 1, 0.2, 0.2)).toBeCloseTo(0.7, 12);
    expect(differenceAtMost(0, 5, 5, 4, 8)).toBeCloseTo(0.75, 12);
  });

  it('share every pair among all bands, and agree with drawing moments', () => {
    const bands = readBands('t', '0,1,3,100', 'upper');
    const shares = new Float64Array(3);
    const moment = fc.tuple(
      fc.double({ min: 0, max: 10, noNaN: true }),
      fc.double({ min: 0.001, max: 5, noNaN: true }),
    );
    fc.assert(
      fc.property(moment, moment, ([u, long], [v, wide]) => {
        shares.fill(0);
        addGapShares(bands, u, u + long, v, v + wide, shares, 0);
        expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
      }),
    );
    const random = seededRandom(4);
    shares.fill(0);
    addGapShares(bands, 0, 4, 1, 2.5, shares, 0);
    let near = 0;
    for (let i = 0; i < 20_000; i++) if (Math.abs(random() * 4 - (1 + random() * 1.5)) <= 1) near++;
    expect(shares[0]).toBeCloseTo(near / 20_000, 1);
  });

  it('share a pair as the distribution says whatever edges its gap can cross', () => {
    const edges = [1, 2, 4, 9];
    for (const [a, b, c, d] of [
      [0, 0.5, 0.2, 0.9],
      [0, 3, 5, 5],
      [0, 10, 2, 3],
      [0, 1, 30, 31],
      [0, 1, 4, 20],
    ] as const) {
      const shares = new Float64Array(3);
      addGapShares(readBands('t', edges.join(','), 'upper'), a, b, c, d, shares, 0);
      const upTo = edges.map(
        (z) => differenceAtMost(z, a, b, c, d) - differenceAtMost(-z, a, b, c, d),
      );
      shares.forEach((share, k) => {
        expect(share).toBeCloseTo(upTo[k + 1]! - upTo[k]!, 12);
      });
    }
  });

  it('tend to the known table as the intervals shrink', () => {
    const options = {
      space: readBands('s', '0,100', 'upper'),
      time: readBands('t', '0,2.5,7.5', 'upper'),
      permutations: 9,
      seed: 2,
    };
    const incidents = coarse(50, 3);
    const shrunk = { ...incidents, endD: incidents.endD.map((t) => t + 1e-4) };
    const [exact, blurred] = [incidents, shrunk].map((input) => knoxTest(input, options));
    blurred!.observed.forEach((value, cell) => {
      expect(value).toBeCloseTo(exact!.observed[cell]!, 6);
    });
    expect(blurred!.product).toBeNull();
  });
});

describe('the Knox method', () => {
  const incidents = (rows: number[][]): Incidents => ({
    kind: 'incidents',
    x: Float64Array.from(rows, ([x]) => x!),
    y: Float64Array.from(rows, ([, y]) => y!),
    projection: null,
    startMs: Float64Array.from(rows, ([, , t]) => t! * DAY_MS),
    endMs: Float64Array.from(rows, ([, , t, end]) => (end ?? t!) * DAY_MS),
    weight: null,
    category: null,
    id: null,
    area: null,
  });

  it('counts dates or moments as told', () => {
    // 0.2 days apart by the clock, yet on two dates.
    const input = incidents([
      [0, 0, 0.9],
      [10, 0, 1.1],
    ]);
    const given = { timeEdgesD: '0,0.5,1', permutations: 0 };
    const columns = (times: string) =>
      runMethod(knoxMethod, input, { ...given, times }).table.columns;
    expect(columns('date').observed![0]).toBe(0);
    expect(columns('date').observed![1]).toBe(1);
    expect(columns('moment').observed![0]).toBe(1);
    expect(columns('date').p![0]).toBeNull();
  });

  it.each([
    ['no incidents', [], 'no-incidents'],
    ['one incident', [[0, 0, 0]], 'too-few'],
    [
      'one place',
      [
        [0, 0, 0],
        [0, 0, 5],
      ],
      'one-place',
    ],
    [
      'one time',
      [
        [0, 0, 5],
        [9, 0, 5],
      ],
      'one-time',
    ],
  ])('refuses %s', (_, rows, code) => {
    expect(() => runMethod(knoxMethod, incidents(rows))).toThrow(expect.objectContaining({ code }));
  });
});
