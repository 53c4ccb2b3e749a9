import { expect, test } from 'vitest';
import { isWorkingDay } from '../../../server/domain/time/working-day.ts';

/** Labour Day 2026 as the State Council has it: Friday 1 to Tuesday 5 May off, Saturday 9 May worked. */
const LABOUR_DAY = new Map([
  ...['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04', '2026-05-05'].map(
    (day) => [day, 'holiday'] as const,
  ),
  ['2026-05-09', 'working-day'] as const,
]);

test.each([
  ['2026-04-30', true, 'a Thursday'],
  ['2026-05-01', false, 'a Friday that is a holiday'],
  ['2026-05-03', false, 'a Sunday'],
  ['2026-05-05', false, 'a Tuesday that is a holiday'],
  ['2026-05-06', true, 'a Wednesday after it'],
  ['2026-05-09', true, 'a Saturday worked in its place'],
  ['2026-05-10', false, 'a Sunday that the calendar says nothing of'],
])('%s is a working day: %s, %s', (day, works) => {
  expect(isWorkingDay(day, LABOUR_DAY)).toBe(works);
});
