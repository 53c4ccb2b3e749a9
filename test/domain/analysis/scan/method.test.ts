import { describe, expect, it } from 'vitest';
import { tellNotes } from '../../../../server/contract/studies/tell-notes.ts';
import { DAY_MS } from '../../../../server/contract/units.ts';
import { AnalysisError } from '../../../../server/domain/analysis/error.ts';
import type { CaseTable, Incidents } from '../../../../server/domain/analysis/input/input.ts';
import { runMethod } from '../../../../server/domain/analysis/method.ts';
import {
  createIntervals,
  daysOf,
  intervalOf,
  spreadCases,
} from '../../../../server/domain/analysis/scan/intervals.ts';
import { scanMethod } from '../../../../server/domain/analysis/scan/method.ts';

/** Four places in a row, ten days, one case a day and place, and six more at b on the last two days. */
function table(change: Partial<CaseTable> = {}): CaseTable {
  const cases = new Float64Array(40).fill(1);
  cases[18]! += 3;
  cases[19]! += 3;
  return {
    kind: 'cases',
    location: ['a', 'b', 'c', 'd'],
    x: Float64Array.of(0, 100, 200, 300),
    y: new Float64Array(4),
    projection: null,
    firstDay: 17_000,
    days: 10,
    cases,
    population: null,
    ...change,
  };
}

const incidents = (rows: [number, number, number, number?][]): Incidents => ({
  kind: 'incidents',
  x: Float64Array.from(rows, ([x]) => x),
  y: Float64Array.from(rows, ([, y]) => y),
  projection: null,
  startMs: Float64Array.from(rows, ([, , start]) => start * DAY_MS),
  endMs: Float64Array.from(rows, ([, , start, end]) => (end ?? start) * DAY_MS),
  weight: null,
  category: null,
  id: null,
  area: null,
});

describe('the scan method', () => {
  it('names the window of the planted excess, its expectation and its dates', () => {
    const { columns } = runMethod(scanMethod, table(), { replicates: 19 }).table;
    expect(columns.centre![0]).toBe('b');
    expect(columns.cases![0]).toBe(8);
    // Row 16 of 46, columns 7 + 7 of 46.
    expect(columns.expected![0]).toBeCloseTo((16 * 14) / 46, 12);
    expect([columns.startDay![0], columns.endDay![0]]).toEqual(['2016-07-26', '2016-07-27']);
    const e = (16 * 14) / 46;
    expect(columns.llr![0]).toBeCloseTo(8 * Math.log(8 / e) + 38 * Math.log(38 / (46 - e)), 12);
    expect(columns.recurrenceD![0]).toBeCloseTo(1 / (columns.p![0] as number), 12);
  });

  it('finds the place alone, and the days alone, with a population', () => {
    const population = new Float64Array(40).fill(50);
    const given = { replicates: 19, model: 'poisson' };
    const space = runMethod(scanMethod, table({ population }), { ...given, dimension: 'space' });
    expect(space.table.columns.centre![0]).toBe('b');
    expect(space.table.columns.expected![0]).toBeCloseTo(46 / 4, 12);
    const time = runMethod(scanMethod, table({ population }), { ...given, dimension: 'time' });
    expect(time.table.columns.places![0]).toBe(4);
    expect(time.table.columns.expected![0]).toBeCloseTo((46 * 2) / 10, 12);
    expect(time.table.columns.cases![0]).toBe(14);
  });

  it('finds where too little happens, and whichever stands out more', () => {
    // c is silent for all ten days, where 1 a day is expected.
    const cases = table().cases.slice();
    cases.fill(0, 20, 30);
    const population = new Float64Array(40).fill(50);
    const run = (rates: string) =>
      runMethod(scanMethod, table({ cases, population }), {
        model: 'poisson',
        dimension: 'space',
        rates,
        replicates: 99,
      }).table.columns;
    const low = run('low');
    expect([low.centre![0], low.rate![0], low.cases![0]]).toEqual(['c', 'low', 0]);
    // 36 cases, 9 expected in a quarter of the people: 36 ln(36/27).
    expect(low.llr![0]).toBeCloseTo(36 * Math.log(36 / 27), 12);
    expect(low.p![0]).toBeLessThanOrEqual(0.02);
    expect(run('high').rate).not.toContain('low');
    const both = run('both');
    expect([both.centre![0], both.rate![0]]).toEqual(['c', 'low']);
    expect(both.rate).toContain('high');
  });

  it('takes a population that changes and one that does not alike', () => {
    const even = new Float64Array(40).fill(7);
    const nearly = even.slice();
    nearly[0] = 7 + 1e-13;
    const run = (population: Float64Array) =>
      runMethod(scanMethod, table({ population }), {
        model: 'poisson',
        intervalD: 3,
        replicates: 49,
      });
    const [product, general] = [run(even), run(nearly)];
    expect(general.summary.llr).toBeCloseTo(product.summary.llr as number, 9);
  });

  it('reads single incidents, their distinct positions being the places', () => {
    const rows: [number, number, number][] = [];
    table().cases.forEach((count, cell) => {
      for (let n = 0; n < count; n++)
        rows.push([Math.floor(cell / 10) * 100, 0, 17_000 + (cell % 10) + 0.5]);
    });
    const single = runMethod(scanMethod, incidents(rows), { replicates: 19 });
    const counted = runMethod(scanMethod, table(), { replicates: 19 });
    expect(single.summary.llr).toBeCloseTo(counted.summary.llr as number, 12);
    expect(single.summary.p).toBe(counted.summary.p);
  });

  it('shares an incident of unknown time over the days it may have happened on', () => {
    const intervals = createIntervals(0, 10, 2);
    const place = Uint32Array.of(0, 0, 0);
    const spread = spreadCases(
      place,
      Float64Array.of(9.5 * DAY_MS, 3 * DAY_MS, 7 * DAY_MS),
      Float64Array.of(9.5 * DAY_MS, 5 * DAY_MS, 12 * DAY_MS),
      intervals,
    );
    const shares = (i: number) =>
      [...spread.interval.slice(spread.offset[i], spread.offset[i + 1])].map((interval, k) => [
        interval,
        spread.weight[spread.offset[i]! + k],
      ]);
    expect(shares(0)).toEqual([[4, 1]]);
    expect(shares(1)).toEqual([
      [1, 0.5],
      [2, 0.5],
    ]);
    // Clipped to the three days inside the study, and 1 in all.
    expect(shares(2)[0]![1]).toBeCloseTo(1 / 3, 12);
    expect(shares(2)[1]![1]).toBeCloseTo(2 / 3, 12);

    const rows: [number, number, number, number?][] = [];
    for (let day = 0; day < 12; day++)
      for (let i = 0; i < 4; i++) rows.push([i * 100, 0, day, day + (i % 2) * 1.5]);
    for (let n = 0; n < 6; n++) rows.push([100, 0, 10, 11.9]);
    const result = runMethod(scanMethod, incidents(rows), { replicates: 19 });
    expect(result.table.columns.centre![0]).toBe('100,0');
    expect(tellNotes(result.notes).notes.join()).toMatch(/unknown time/);
  });

  it('keeps to the days of the study, stated or those of the middles of the incidents', () => {
    const rows: [number, number, number, number?][] = [];
    for (let day = 0; day < 20; day++)
      for (let i = 0; i < 4; i++) rows.push([i * 100, 0, day + 0.5]);
    rows.push([0, 0, 5, 14], [0, 0, -900, 915]);
    const intervals = (given: object) =>
      runMethod(scanMethod, incidents(rows), { replicates: 0, ...given }).summary;
    expect(intervals({}).intervals).toBe(20);
    expect(intervals({ firstDay: '1970-01-03', lastDay: '1970-01-12' })).toMatchObject({
      intervals: 10,
      cases: 42,
    });
    expect(() => intervals({ lastDay: 'x' })).toThrow(/lastDay/);
    expect(() => intervals({ firstDay: '2020-01-01' })).toThrow(
      expect.objectContaining({ code: 'no-incidents' }),
    );
  });

  it('counts intervals back from the last day, the first one being shorter', () => {
    const intervals = createIntervals(100, 10, 4);
    expect(intervals.count).toBe(3);
    expect([0, 1, 2, 5, 6, 9].map((day) => intervalOf(intervals, day))).toEqual([0, 0, 1, 1, 2, 2]);
    expect(daysOf(intervals, 0)).toEqual({ first: 100, last: 101 });
    expect(daysOf(intervals, 2)).toEqual({ first: 106, last: 109 });
  });

  const refusals: [string, CaseTable | Incidents, Record<string, unknown>, string][] = [
    ['no cases', table({ cases: new Float64Array(40) }), {}, 'no-incidents'],
    ['one case', table({ cases: new Float64Array(40).fill(1, 0, 1) }), {}, 'one-place'],
    ['all at one place', table({ cases: new Float64Array(40).fill(1, 0, 10) }), {}, 'one-place'],
    [
      'all at one time',
      table({ cases: Float64Array.from({ length: 40 }, (_, i) => (i % 10 === 3 ? 1 : 0)) }),
      {},
      'one-time',
    ],
    ['a part of a case', table({ cases: new Float64Array(40).fill(0.5) }), {}, 'input-invalid'],
    ['a model without its population', table(), { model: 'poisson' }, 'input-invalid'],
    [
      'cases where nobody lives',
      table({ population: new Float64Array(40).fill(1, 1) }),
      { model: 'poisson' },
      'input-invalid',
    ],
    ['permutation of places only', table(), { dimension: 'space' }, 'parameter-invalid'],
    [
      'a window shorter than an interval',
      table(),
      { intervalD: 5, maxDays: 4 },
      'parameter-invalid',
    ],
    ['a share above 1', table(), { maxShare: 1.5 }, 'parameter-invalid'],
    ['no incidents', incidents([]), {}, 'no-incidents'],
    [
      'unknown times under Poisson',
      incidents([
        [0, 0, 0, 3],
        [1, 0, 5],
      ]),
      { model: 'poisson' },
      'input-invalid',
    ],
  ];
  it.each(refusals)('refuses %s', (_, input, given, code) => {
    const run = () => runMethod(scanMethod, input, given);
    expect(run).toThrow(AnalysisError);
    expect(run).toThrow(expect.objectContaining({ code }));
  });

  it('stops when cancelled', () => {
    const run = () => runMethod(scanMethod, table(), {}, { isCancelled: () => true });
    expect(run).toThrow(expect.objectContaining({ code: 'cancelled' }));
  });
});
