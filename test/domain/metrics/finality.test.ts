import { describe, expect, it } from 'vitest';
import {
  isFinal,
  latestPeriods,
  periodsEnded,
  settledUntil,
  waitingIn,
} from '../../../server/domain/metrics/finality.ts';

const MAY = { period: 'month', from: '2026-05-01', to: '2026-06-01' } as const;
const waiting = (day: string) => ({ day, verdicts: 1, days: 2, contests: 0 });

describe('A final period', () => {
  it('settles so many hours after its last local midnight, whatever the zone', () => {
    const midnight = Date.parse('2026-06-01T00:00:00+08:00');
    const settled = (ms: number) => settledUntil(midnight + ms, 78, 'Asia/Shanghai');
    expect(settled(78 * 3_600_000 - 1)).toBe('2026-05-31');
    expect(settled(78 * 3_600_000)).toBe('2026-06-01');
    expect(isFinal(MAY, { firstDay: '2020-01-01', settled: '2026-05-31', waiting: [] })).toBe(
      false,
    );
    expect(isFinal(MAY, { firstDay: '2020-01-01', settled: '2026-06-01', waiting: [] })).toBe(true);
  });

  it('has nothing waiting on its days; others do not matter', () => {
    const facts = (...days: string[]) => ({
      firstDay: '2020-01-01',
      settled: '2026-07-01',
      waiting: days.map(waiting),
    });
    expect(isFinal(MAY, facts('2026-04-30', '2026-06-01'))).toBe(true);
    expect(isFinal(MAY, facts('2026-05-01'))).toBe(false);
    expect(isFinal(MAY, facts('2026-05-31'))).toBe(false);
    expect(waitingIn(MAY, facts('2026-05-01', '2026-05-31', '2026-06-01').waiting)).toEqual({
      verdicts: 2,
      days: 4,
      contests: 0,
    });
  });

  it('has a day on which its area was there', () => {
    const facts = (firstDay: string) => ({ firstDay, settled: '2026-07-01', waiting: [] });
    expect(isFinal(MAY, facts('2026-05-31'))).toBe(true);
    expect(isFinal(MAY, facts('2026-06-01'))).toBe(false);
    const latest = latestPeriods('2026-06-01', 2, '2026-05-31').map((p) => `${p.period} ${p.from}`);
    expect(latest).toEqual(['day 2026-05-31', 'week 2026-05-25', 'month 2026-05-01']);
  });

  it('is one of those that ended in a stretch of days', () => {
    const ended = periodsEnded('2026-05-30', '2026-06-01').map((p) => `${p.period} ${p.from}`);
    expect(ended).toEqual([
      'day 2026-05-30',
      'day 2026-05-31',
      'week 2026-05-25',
      'month 2026-05-01',
    ]);
    expect(periodsEnded('2026-06-01', '2026-06-01')).toEqual([]);
  });

  it('is listed with those before it, the current ones left out', () => {
    const latest = latestPeriods('2026-06-01', 2, '2020-01-01').map(
      (p) => `${p.period} ${p.from} ${p.to}`,
    );
    expect(latest).toEqual([
      'day 2026-05-31 2026-06-01',
      'day 2026-05-30 2026-05-31',
      'week 2026-05-25 2026-06-01',
      'week 2026-05-18 2026-05-25',
      'month 2026-05-01 2026-06-01',
      'month 2026-04-01 2026-05-01',
      'quarter 2026-01-01 2026-04-01',
      'quarter 2025-10-01 2026-01-01',
    ]);
  });
});
