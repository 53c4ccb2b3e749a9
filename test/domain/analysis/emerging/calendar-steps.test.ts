import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../server/contract/units.ts';
import { runStudy } from '../../../../server/domain/analysis/study.ts';
import { incidentsAt } from '../support.ts';

const ZONE = 'Asia/Shanghai';
const at = (...times: string[]) =>
  Float64Array.from(times, (time) => Date.parse(`${time.replace(' ', 'T')}+08:00`));
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const two = (n: number) => String(n).padStart(2, '0');

const incidentsOf = (startMs: Float64Array, endMs = startMs, category?: string[]) =>
  incidentsAt(
    Array.from(startMs, (_, i) => ({ x: (i % 7) * 300, y: (i % 5) * 300 })),
    { startMs, endMs, ...(category ? { category } : {}) },
  );

const trendOf = (
  startMs: Float64Array,
  parameters: Record<string, unknown> = { steps: 'month' },
  selection = {},
) =>
  runStudy(incidentsOf(startMs), {
    method: 'mann-kendall',
    parameters: { timeZone: ZONE, ...parameters },
    selection,
  });
const valuesOf = ({ tables }: ReturnType<typeof runStudy>) =>
  Array.from(tables!.steps!.columns.value as Float64Array);

/** One incident a day at half past midnight of the zone, which in UTC is the day before. */
const daily = LENGTHS.flatMap((days, m) =>
  Array.from({ length: days }, (_, d) => `2024-${two(m + 1)}-${two(d + 1)} 00:30`),
);

describe('calendar months as steps of incidents', () => {
  it('are those of the zone, and one incident a day is the same in each of them', () => {
    const found = trendOf(at(...daily));
    expect(valuesOf(found)).toEqual(LENGTHS);
    expect(Array.from(found.tables!.steps!.columns.analysed as Float64Array)).toEqual(
      LENGTHS.map(() => expect.closeTo(366 / 12, 12)),
    );
    expect(found.table.columns.trendS).toEqual([0]);
    expect(found.table.columns.slope).toEqual([0]);
  });

  it('leave out what lies in a first or last one that is not whole, and say how much', () => {
    const outside = ['2023-12-20 10:00', '2023-12-31 23:59', '2025-01-05 10:00'];
    const found = trendOf(at(...daily, ...outside));
    expect(valuesOf(found)).toEqual(LENGTHS);
    expect(found.notes).toEqual([
      {
        code: 'calendarSteps',
        values: {
          before: 2,
          after: 1,
          from: '2024-01-01',
          to: '2024-12-31',
          timeZone: ZONE,
          days: 30.5,
        },
      },
    ]);
  });

  it('are whole where the period says so, though nothing happened on their first days', () => {
    const some = at('2024-01-20 10:00', '2024-02-03 10:00', '2024-02-04 10:00', '2024-03-09 10:00');
    expect(() => trendOf(some)).toThrow('1 whole month between');
    const [fromMs, toMs] = at('2024-01-01 00:00', '2024-04-01 00:00');
    expect(valuesOf(trendOf(some, { steps: 'month' }, { fromMs, toMs }))).toEqual([1, 2, 1]);
  });

  it('are those of the record, not of the first incident of the category asked about', () => {
    const times = ['2024-01-01 09:00', '2024-01-15 09:00', '2024-02-15 09:00', '2024-03-31 09:00'];
    const input = incidentsOf(at(...times), at(...times), ['a', 'b', 'b', 'a']);
    const found = runStudy(input, {
      method: 'mann-kendall',
      parameters: { steps: 'month', timeZone: ZONE },
      selection: { categories: ['b'] },
    });
    expect(valuesOf(found)).toEqual([1, 1, 0]);
  });

  it('can be quarters and years', () => {
    expect(valuesOf(trendOf(at(...daily), { steps: 'quarter' }))).toEqual([91, 91, 92, 92]);
    const years = at(
      '2022-01-01 10:00',
      '2023-05-01 10:00',
      '2023-06-01 10:00',
      '2023-12-31 10:00',
    );
    expect(valuesOf(trendOf(years, { steps: 'year' }))).toEqual([1, 3]);
  });

  it('share out what happened at an unknown time by what each of them holds of it', () => {
    const startMs = at('2024-01-01 00:00', '2024-01-30 00:00');
    const endMs = at('2024-01-01 00:00', '2024-02-03 00:00');
    const { table } = runStudy(incidentsOf(startMs, endMs), {
      method: 'emerging',
      parameters: { cells: 'square', sideM: 5000, steps: 'month', timeZone: ZONE },
      selection: { toMs: at('2024-03-01 00:00')[0]! },
    });
    // All of the second lies in the two months: 2 days of 4 in each.
    expect((table.columns.total as number[]).reduce((a, b) => a + b, 0)).toBeCloseTo(2, 12);
  });

  it('never count an incident twice or lose one unsaid, whatever the zone', () => {
    const zones = ['UTC', ZONE, 'America/St_Johns', 'Pacific/Apia', 'Europe/Dublin'];
    const time = fc.integer({ min: 0, max: 900 * DAY_MS });
    fc.assert(
      fc.property(
        fc.array(time, { minLength: 2, maxLength: 30 }),
        fc.constantFrom(...zones),
        (times, timeZone) => {
          const startMs = Float64Array.from([0, 900 * DAY_MS, ...times], (t) => t + 14e11);
          const found = trendOf(startMs, { steps: 'month', timeZone });
          const { before, after } = found.notes[0]!.values as Record<string, number>;
          const counted = valuesOf(found).reduce((a, b) => a + b, 0);
          expect(counted + before! + after!).toBe(startMs.length);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('refuse what belongs to the other kind of step', () => {
    const ask = (parameters: Record<string, unknown>) => () =>
      runStudy(incidentsOf(at(...daily)), { method: 'mann-kendall', parameters });
    expect(ask({ steps: 'month', stepDays: 3 })).toThrow('stepDays does not apply');
    expect(ask({ timeZone: ZONE })).toThrow('timeZone does not apply');
    expect(ask({ steps: 'month', timeZone: 'Mars/Base' })).toThrow('is not a time zone');
  });
});

it('what lies before the first whole step of days is counted in a note', () => {
  const startMs = Float64Array.of(0, 3, 9, 15, 20, 21).map((day) => day * DAY_MS);
  const found = runStudy(incidentsOf(startMs), {
    method: 'mann-kendall',
    parameters: { stepDays: 10 },
  });
  expect(valuesOf(found)).toEqual([2, 3]);
  expect(found.notes).toEqual([{ code: 'beforeSteps', values: { count: 1, from: '1970-01-02' } }]);
});

it('periods that do not follow each other evenly are said, months and quarters of other lengths not', () => {
  const seriesOf = (...days: string[]) => ({
    kind: 'lattice' as const,
    ...{ id: ['a'], steps: days.length, links: null, x: null, y: null, geometry: null },
    ...{ values: Float64Array.from(days, (_, i) => i), population: null },
    stepMs: Float64Array.from(days, (day) => Date.parse(day)),
  });
  const notesOf = (...days: string[]) =>
    runStudy(seriesOf(...days), { method: 'mann-kendall' }).notes;
  expect(notesOf('2025-01-01', '2025-02-01', '2025-03-01', '2025-04-01')).toEqual([]);
  expect(notesOf('2024-01-01', '2024-04-01', '2024-07-01', '2024-10-01')).toEqual([]);
  expect(notesOf('2025-01-01', '2025-03-01', '2025-04-01')).toEqual([
    { code: 'unevenSteps', values: { shortest: 31, longest: 59 } },
  ]);
});
