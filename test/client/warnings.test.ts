import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { chanceText, everyText, expectedText } from '../../client/warnings/figures.ts';
import { byLevel } from '../../client/warnings/filter.ts';
import type { Warning, WarningLevel } from '../../server/contract/warning.ts';

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
