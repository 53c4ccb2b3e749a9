import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { peerArea, TREND_PERIODS, trendOf } from '../../client/evaluation/metrics/peers.ts';
import { rankRows } from '../../client/evaluation/metrics/rank.ts';
import { isBadHigh } from '../../client/evaluation/metrics/tone.ts';
import { checkpointAt } from '../../client/evaluation/norms/checkpoint-at.ts';
import {
  countChanges,
  isWindow,
  type NormFields,
  toFields,
  toNorm,
} from '../../client/evaluation/norms/norm-fields.ts';
import { spanAt, spanChosen, spanName, yearBefore } from '../../client/evaluation/periods.ts';
import {
  FIRST_COLUMNS,
  firstLevel,
  levelsWithin,
  readQuestion,
  writeQuestion,
} from '../../client/evaluation/question.ts';
import { latestVersions, versionFor } from '../../client/evaluation/scores/versions.ts';
import type { Area, Level } from '../../server/contract/areas/area.ts';
import { type MetricRow, PERIODS, type Period } from '../../server/contract/metrics/metrics.ts';
import { defaultNorm } from '../../server/contract/norms/default-norm.ts';
import type { ScoringScheme } from '../../server/contract/scoring/schemes.ts';
import { metricDefinitions } from '../../server/domain/metrics/definitions.ts';
import { periodOf } from '../../server/domain/metrics/periods.ts';

const area = (id: number, parentId: number | null, level: Level): Area => ({
  ...{ id, parentId, level, code: `A${id}`, name: `area ${id}`, version: 1, gridType: null },
  ...{ timeZone: 'Asia/Shanghai', validFrom: '2020-01-01T00:00:00Z', validTo: null },
});
const AREAS = [
  area(1, null, 'district'),
  area(2, 1, 'town'),
  area(3, 2, 'grid'),
  area(4, 2, 'grid'),
  ...Array.from({ length: 200 }, (_, i) => area(100 + i, 1, 'grid')),
];

const row = (id: number, done: number | null, from = '2026-06-01'): MetricRow => ({
  ...{ id, code: `U${id}`, from, to: '2026-07-01', whole: true, changed: 1 },
  ...{ name: '', parent: null, parentName: null, category: null, post: null },
  metrics: { done },
});

describe('periods of the evaluation page', () => {
  test('are those of the server, whatever the day', () => {
    const days = fc.date({
      min: new Date('2024-01-01T12:00:00Z'),
      max: new Date('2030-12-31T12:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, fc.constantFrom(...PERIODS), (date, period) => {
        const day = date.toISOString().slice(0, 10);
        expect(spanAt(day, period)).toEqual(periodOf(day, period));
        expect(spanAt(spanAt(day, period, 1).from, period, -1)).toEqual(spanAt(day, period));
      }),
      { numRuns: 60 },
    );
  });

  test('of another length are begun with the last of them of which something is known', () => {
    const from = (day: string, [shown, chosen]: readonly [Period, Period], todayText: string) =>
      spanChosen(spanAt(day, shown), chosen, todayText).from;
    expect(from('2027-01-04', ['month', 'day'], '2027-01-20')).toBe('2027-01-19');
    // A Monday, whose week has no day yet that is over.
    expect(from('2027-01-04', ['month', 'week'], '2027-01-04')).toBe('2026-12-28');
    expect(from('2026-12-31', ['month', 'day'], '2027-01-01')).toBe('2026-12-31');
    expect(from('2026-11-09', ['month', 'week'], '2027-01-01')).toBe('2026-11-30');
    // Who looks at today, or at a month on its first day, stays there.
    expect(from('2027-01-01', ['day', 'year'], '2027-01-01')).toBe('2027-01-01');
    expect(from('2027-01-01', ['month', 'day'], '2027-01-01')).toBe('2027-01-01');
  });

  test('of the year before are of the same month, on a leap day too', () => {
    expect(yearBefore('2028-02-29')).toBe('2027-02-28');
    expect(spanAt(yearBefore('2026-11-01'), 'month')).toEqual(spanAt('2025-11-01', 'month'));
  });

  test('have the names of ISO 8601, at the turn of a year too', () => {
    expect(spanName('2025-12-29', 'week')).toBe('2026-W01');
    expect(spanName('2026-12-28', 'week')).toBe('2026-W53');
    expect(spanName('2026-10-01', 'quarter')).toBe('2026-Q4');
    expect(spanName('2026-06-01', 'month')).toBe('2026-06');
  });
});

describe('the question in the address', () => {
  const read = (text: string) => readQuestion(new URLSearchParams(text), '2026-06-17');

  test('comes back as it was written', () => {
    const text =
      'level=grid&period=week&at=2026-06-08&area=7&columns=patrolsDone,distanceM&sort=distanceM&unit=9&asOf=42&scheme=pay';
    const question = read(text);
    expect(question).toMatchObject({
      span: { from: '2026-06-08', to: '2026-06-15' },
      sort: { id: 'distanceM', order: 'ascend' },
      asOf: 42,
    });
    expect(readQuestion(new URLSearchParams(writeQuestion(question)), '2027-01-01')).toEqual(
      question,
    );
    expect(read('level=department').level).toBe('department');
  });

  test('falls back to the month of the last day that is over where it cannot be read', () => {
    expect(read('level=planet&period=decade&at=soon&columns=a-b&area=-1')).toMatchObject({
      level: null,
      period: 'month',
      span: { from: '2026-06-01', to: '2026-07-01' },
      areaId: null,
      columns: FIRST_COLUMNS,
      sort: { id: FIRST_COLUMNS[0], order: 'descend' },
    });
  });

  test('offers the levels in use, from the area down to its officers', () => {
    expect(levelsWithin(AREAS, 'district')).toEqual(['district', 'town', 'grid', 'officer']);
    expect(levelsWithin(AREAS, 'grid')).toEqual(['grid', 'officer']);
  });

  test('starts at the highest level that has several to compare', () => {
    const first = (topId: number, top: Level) => firstLevel(AREAS, topId, levelsWithin(AREAS, top));
    // One town, 202 grids; the town has two of them.
    expect([first(1, 'district'), first(2, 'town'), first(3, 'grid')]).toEqual([
      'grid',
      'grid',
      'officer',
    ]);
  });
});

test('equal figures share a rank, the next is left free, and no figure is no rank', () => {
  const rows = [row(1, 5), row(2, null), row(3, 9), row(4, 9)];
  expect(
    rankRows(rows, { id: 'done', order: 'descend' }).map(({ id, rank }) => [id, rank]),
  ).toEqual([
    [3, 1],
    [4, 1],
    [1, 3],
    [2, null],
  ]);
  expect(rankRows(rows, { id: 'done', order: 'ascend' }).map(({ id }) => id)).toEqual([1, 3, 4, 2]);
});

describe('a trend', () => {
  test('compares with the largest area that is not too large', () => {
    const of = (unitId: number) =>
      peerArea({ level: 'grid', unitId, period: 'month', topId: 1 }, AREAS, []);
    // 202 grids of twelve months are more rows than are asked for; the town has two.
    expect(of(3)).toBe(2);
    expect(peerArea({ level: 'town', unitId: 2, period: 'month', topId: 1 }, AREAS, [])).toBe(1);
    const officers = [
      {
        ...{ id: 8, code: 'O8', name: 'Li', category: 'full-time' as const, gridId: 3 },
        ...{ post: null, postAreaId: null, homeAreaId: null },
      },
    ];
    expect(
      peerArea({ level: 'officer', unitId: 8, period: 'day', topId: 1 }, AREAS, officers),
    ).toBe(1);
  });

  test('has every period, with the mean of those that have a figure', () => {
    const rows = [row(1, 4), row(2, 8), row(3, null), row(1, 2, '2026-05-01')];
    const points = trendOf(rows, {
      unitId: 1,
      metric: 'done',
      period: 'month',
      from: '2026-06-01',
    });
    expect(points).toHaveLength(TREND_PERIODS.month);
    expect(points.at(-1)).toMatchObject({ from: '2026-06-01', value: 4, mean: 6, peers: 2 });
    expect(points.at(-2)).toMatchObject({ from: '2026-05-01', value: 2, mean: 2, peers: 1 });
    expect(points[0]).toMatchObject({ value: null, mean: null, peers: 0 });
  });
});

describe('a norm in the form', () => {
  test('comes back with all its rules', () => {
    const gate = checkpointAt({ lng: 121.37123456, lat: 28.58 }, []);
    const rules = {
      ...defaultNorm().rules,
      windows: [{ from: '06:30', to: '11:00' }],
      checkpoints: [gate, checkpointAt({ lng: 121.38, lat: 28.59 }, [gate])],
    };
    expect(rules.checkpoints.map(({ id }) => id)).toEqual(['C1', 'C2']);
    expect(gate.position).toEqual({ lng: 121.371235, lat: 28.58 });
    const fields: NormFields = { ...toFields(rules), area: 'D', name: 'Two patrols' };
    expect(toNorm(fields)).toEqual({ area: 'D', name: 'Two patrols', rules });
    expect(toNorm({ ...fields, coveragePerPatrol: 62.5 }).rules.coveragePerPatrol).toBe(0.625);
  });

  test('shows what alerts are raised by where it says nothing of them, and says it once it is changed', () => {
    const { alerts: _, ...rules } = defaultNorm().rules;
    const fields: NormFields = { ...toFields(rules), area: 'D', name: 'Two patrols' };
    const byDefault = {
      ...{ lateStartMinutes: 60, willNotMakeItMinutes: 5, offGridMinutes: 10, silentMinutes: 10 },
      ...{ backMinutes: 2, borderM: 20 },
    };
    expect(fields.alerts).toEqual({ ...byDefault, idleMinutes: null });
    expect(toNorm(fields).rules).not.toHaveProperty('alerts');
    const changed = { ...fields, alerts: { ...fields.alerts, silentMinutes: 30 } };
    expect(toNorm(changed).rules.alerts).toEqual({ ...byDefault, silentMinutes: 30 });
    expect(toFields(toNorm(changed).rules).alerts).toEqual(changed.alerts);
  });

  test('takes hours only as two times of a day', () => {
    expect(['06:30-11:00', '24:00-25:00', '6:30-11:00', '06:30'].map(isWindow)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test('counts changed days by whom they are of, most first', () => {
    const head = { outcome: 'completed' as const, patrolsDone: 2, patrolsRequired: 2, reasons: [] };
    const change = (officerId: number, day: string) => ({
      ...{ officerId, gridId: 1, day, before: head, after: head, patrols: [] },
    });
    expect(
      countChanges(
        [change(1, '2026-06-01'), change(2, '2026-06-01'), change(2, '2026-06-02')],
        'officerId',
      ),
    ).toEqual([
      { id: 2, days: 2 },
      { id: 1, days: 1 },
    ]);
  });
});

test('bars of what is bad are of another colour than those of what is well', () => {
  const bad = metricDefinitions()
    .map(({ id }) => id)
    .filter((id) => isBadHigh(id));
  expect(bad.filter((id) => !id.startsWith('signal'))).toEqual([
    ...['daysIncomplete', 'daysSuspicious', 'daysUnverifiable'],
    ...['incomplete', 'suspicious', 'unverifiable', 'stalenessMeanH', 'stalenessMaxH'],
    ...['unseenShare', 'weakSignals', 'strongSignals', 'contested', 'overridden'],
  ]);
  expect(bad).toContain('signalTwoInOnePocket');
});

describe('versions of a scheme', () => {
  const version = (code: string, number: number, from: string) =>
    ({ code, version: number, from }) as ScoringScheme;
  /** As the service lists them: by code, the latest first. */
  const schemes = [
    version('a', 3, '2026-10-01'),
    version('a', 2, '2026-07-01'),
    version('a', 1, '2026-02-10'),
    version('b', 1, '2026-05-01'),
  ];
  const by = (code: string, from: string, to: string) => {
    const { began, scheme } = versionFor(schemes, { code, span: { from, to } });
    return [scheme?.version, began];
  };

  test('the next one starts from the latest', () => {
    expect(latestVersions(schemes).map(({ code, version: of }) => [code, of])).toEqual([
      ['a', 3],
      ['b', 1],
    ]);
  });

  test('a period is shown by the one in force on its first day, or by the first that began in it', () => {
    expect(by('a', '2026-10-01', '2026-11-01')).toEqual([3, false]);
    expect(by('a', '2026-09-01', '2026-10-01')).toEqual([2, false]);
    expect(by('a', '2026-07-01', '2026-10-01')).toEqual([2, false]);
    expect(by('a', '2026-01-01', '2027-01-01')).toEqual([1, true]);
    // Nothing of it was ever in force: the service says so.
    expect(by('a', '2025-01-01', '2026-01-01')).toEqual([3, false]);
    expect(by('c', '2026-01-01', '2027-01-01')).toEqual([undefined, false]);
  });
});
