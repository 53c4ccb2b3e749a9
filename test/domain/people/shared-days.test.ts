import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Days, sharedDays } from '../../../server/domain/people/shared-days.ts';

const of = () => '';
const isOff = () => false;
const days = (firstDay: number, lastDay: number | null): Days => ({
  firstDay: `2026-01-${firstDay}`,
  lastDay: lastDay === null ? null : `2026-01-${lastDay}`,
});
const shares = (one: Days, other: Days) =>
  one !== other &&
  (one.lastDay === null || other.firstDay <= one.lastDay) &&
  (other.lastDay === null || one.firstDay <= other.lastDay);

test('who follows the day after shares none; whoever begins on the last day does', () => {
  const [first, next, early] = [days(10, 12), days(13, null), days(12, 12)];
  expect(sharedDays([next], [first], { of, isOff })).toEqual([]);
  expect(sharedDays([early], [first], { of, isOff })).toEqual([{ one: early, other: first }]);
  expect(sharedDays([early], [first], { of, isOff: () => true })).toEqual([]);
});

test('days on record that are shared already are left alone, however often they are put again', () => {
  const onRecord = [days(10, null), days(12, null), days(14, 15)];
  expect(sharedDays(onRecord, onRecord, { of, isOff })).toEqual([]);
  const longer = days(14, 16);
  expect(sharedDays([longer], onRecord, { of, isOff }).map(({ one }) => one)).toEqual([longer]);
});

test('somebody is told exactly where some days are shared, and of two of each that share them', () => {
  const span = fc
    .tuple(fc.integer({ min: 10, max: 28 }), fc.option(fc.integer({ min: 0, max: 3 })))
    .map(([first, more]) => days(first, more === null ? null : Math.min(28, first + more)));
  const spans = fc.uniqueArray(span, { maxLength: 8, selector: ({ firstDay }) => firstDay });
  fc.assert(
    fc.property(spans, fc.integer({ min: 0, max: 8 }), (all, cut) => {
      const [put, onRecord] = [all.slice(0, cut), all.slice(cut)];
      const told = sharedDays(put, onRecord, { of, isOff });
      expect(told.length > 0).toBe(put.some((one) => all.some((other) => shares(one, other))));
      for (const { one, other } of told)
        expect([put.includes(one), shares(one, other)]).toEqual([true, true]);
    }),
  );
});
