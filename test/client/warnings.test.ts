import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { aside } from '../../client/layers/warnings.ts';
import {
  chanceText,
  countsText,
  everyText,
  expectedText,
  levelKept,
} from '../../client/warnings/figures.ts';
import { byLevel, statesOf, useWarningFilter } from '../../client/warnings/filter.ts';
import {
  WARNING_STATES,
  type Warning,
  type WarningLevel,
  type WarningVersion,
} from '../../server/contract/warnings/warning.ts';

const t = ((key: string, { count }: { count: number }) =>
  `${count} ${key.split('.')[1]}`) as unknown as TFunction;

test('recurrence is told in the unit that leaves a small figure, and never beyond a century', () => {
  expect([1.4, 30, 200, 370, 4_000, 365_000].map((days) => everyText(t, days))).toEqual([
    '1.4 days',
    '30 days',
    '7 months',
    '12 months',
    '11 years',
    '100 overYears',
  ]);
});

test('chances and expected counts keep the figures that count', () => {
  expect([0.0273, 0.5, 1e-9].map(chanceText)).toEqual(['p = 0.027', 'p = 0.5', 'p < 0.0001']);
  expect([0.043, 0.6, 3.86, 120.2].map(expectedText)).toEqual(['0.04', '0.6', '3.9', '120.2']);
});

test('the worst come first, each level newest first', () => {
  const warning = (id: number, level: WarningLevel, day: number) =>
    ({ id, level, raisedAt: `2026-06-0${day}T00:00:00Z` }) as Warning;
  const sorted = [
    warning(1, 'blue', 3),
    warning(2, 'red', 1),
    warning(3, 'blue', 4),
    warning(4, 'orange', 2),
  ].sort(byLevel);
  expect(sorted.map(({ id }) => id)).toEqual([2, 4, 3, 1]);
});

test('severe incidents are told by their number, others beside what was to be expected', () => {
  const words = ((key: string, figures: object) =>
    [key, ...Object.values(figures)].join(' ')) as unknown as TFunction;
  const counted = { observed: 22, expected: 1.63 };
  expect(countsText(words, { ...counted, method: 'space-time-scan/1' })).toBe(
    'warnings.counts 22 1.6',
  );
  expect(countsText(words, { ...counted, method: 'severe-incident/1' })).toBe(
    'warnings.countsSevere 22',
  );
});

test('a level above what was found last is traced to the version that reached it', () => {
  const version = (n: number, level: WarningLevel, found: WarningLevel | null) =>
    ({
      version: n,
      level,
      findings: found ? [{ level: 'blue' }, { level: found }] : [],
    }) as unknown as WarningVersion;
  const versions = [
    version(4, 'red', 'yellow'),
    version(3, 'red', null),
    version(2, 'red', 'red'),
    version(1, 'orange', 'orange'),
  ];
  expect(versions.map((shown) => levelKept(versions, shown))).toEqual([
    { found: 'yellow', since: 2 },
    null,
    null,
    null,
  ]);
  const alone = version(1, 'red', 'blue');
  expect(levelKept([alone], alone)).toEqual({ found: 'blue', since: null });
});

test('states are chosen within a group, and another group starts without', () => {
  const { toggleState, setGroup } = useWarningFilter.getState();
  toggleState('raised');
  toggleState('in-hand');
  toggleState('raised');
  expect(useWarningFilter.getState().states).toEqual(['in-hand']);
  setGroup('over');
  expect(useWarningFilter.getState().states).toEqual([]);
  expect([...statesOf('standing'), ...statesOf('over')].sort()).toEqual([...WARNING_STATES].sort());
});

test('shapes of warnings of one place lie side by side, each other where it is', () => {
  const at = (id: number, lng: number) => ({ id, centre: { lng, lat: 28.6 } });
  // 0.001 degrees are about 98 m here.
  const right = aside([at(1, 121), at(2, 121.001), at(3, 121.01), at(4, 121)]);
  expect([...right].sort(([a], [b]) => a - b)).toEqual([
    [1, -22],
    [2, 0],
    [3, 0],
    [4, 22],
  ]);
});
