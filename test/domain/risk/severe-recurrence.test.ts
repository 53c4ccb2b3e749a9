import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../../../server/contract/warnings/thresholds.ts';
import { severeLevel } from '../../../server/domain/risk/levels.ts';
import { severeRecurrence } from '../../../server/domain/risk/severe-recurrence.ts';

const usual = [
  { count: 1, places: 5_000 },
  { count: 2, places: 40 },
  { count: 3, places: 1 },
];

describe('Severe incidents of one kind in one place', () => {
  it('recur as often as places had as many or more, this day among the days known', () => {
    const busy = { historyD: 84, usual, now: [3, 1, 1] };
    expect(severeRecurrence(busy, 1)).toBe(85 / 5_044);
    expect(severeRecurrence(busy, 2)).toBe(85 / 42);
    expect(severeRecurrence(busy, 3)).toBe(85 / 2);
    expect(severeRecurrence({ historyD: 84, usual: [], now: [4] }, 4)).toBe(85);
  });

  it('are no news one by one where there are dozens a day, from the first day on', () => {
    const now = Array(69).fill(1);
    for (const historyD of [0, 84]) {
      const recurrenceD = severeRecurrence({ historyD, usual: [], now }, 1);
      expect(severeLevel(DEFAULT_THRESHOLDS, { count: 1, recurrenceD })).toBe(
        historyD === 0 ? null : 'blue',
      );
    }
    const recurrenceD = severeRecurrence({ historyD: 84, usual, now }, 1);
    expect(severeLevel(DEFAULT_THRESHOLDS, { count: 1, recurrenceD })).toBeNull();
  });

  it('rise in level with their number, as far as so many are out of the ordinary', () => {
    const level = (count: number, recurrenceD: number) =>
      severeLevel(DEFAULT_THRESHOLDS, { count, recurrenceD });
    expect([1, 2, 3, 5].map((count) => level(count, 85))).toEqual([
      'blue',
      'yellow',
      'orange',
      'red',
    ]);
    expect([1, 2, 3, 5].map((count) => level(count, 2))).toEqual(['blue', 'blue', 'blue', 'blue']);
    expect(level(5, 0.5)).toBeNull();
    expect(level(0, 85)).toBeNull();
  });
});
