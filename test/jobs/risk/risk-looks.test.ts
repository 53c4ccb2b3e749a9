import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../server/contract/units.ts';
import { localDayAt, startOfDay } from '../../../server/domain/time/local-time.ts';
import { endsADay, looksAt } from '../../../server/jobs/risk/looks.ts';
import { NOW } from '../../support/made/world.ts';

const ZONE = 'Asia/Shanghai';
const TODAY = localDayAt(NOW, ZONE);
const endOf = (daysAgo: number) => startOfDay(TODAY - daysAgo + 1, ZONE);
/** Days ago that a run looks at, given how many days ago incidents came or changed since the last. */
const daysAgo = (
  changed: readonly number[],
  { atMs = NOW, onRecord = [1, 2, 3, 5, 30] } = {},
): number[] =>
  looksAt({ timeZone: ZONE } as never, {
    atMs,
    everyMin: 60,
    onRecord: new Set(onRecord.map(endOf)),
    // The UTC day that ends within the local one.
    touched: changed.map((ago) => ({
      startMs: Math.floor(endOf(ago) / DAY_MS) * DAY_MS,
      version: 2,
      judged: 1,
    })),
  }).map(({ day }) => TODAY - day);

describe('A run looks', () => {
  it('at now only, where all is as it was', () => {
    expect(daysAgo([])).toEqual([0]);
  });

  it('at yesterday where nobody has, and at no other day that was missed', () => {
    expect(daysAgo([4], { onRecord: [5, 30] })).toEqual([1, 0]);
  });

  it('again at every day on record that rests on what changed, as what is usual or as what is new', () => {
    expect(daysAgo([3])).toEqual([3, 2, 1, 0]);
    expect(daysAgo([20])).toEqual([5, 3, 2, 1, 0]);
    expect(daysAgo([150])).toEqual([30, 5, 3, 2, 1, 0]);
    expect(daysAgo([300])).toEqual([0]);
  });

  it('at midnight at the day that ends, not at the one that begins', () => {
    expect(daysAgo([], { atMs: endOf(1), onRecord: [] })).toEqual([1]);
    expect([endsADay(endOf(1), ZONE), endsADay(endOf(1) + 1, ZONE)]).toEqual([true, false]);
  });
});
