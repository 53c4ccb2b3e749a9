import { describe, expect, it } from 'vitest';
import { isOnDuty, offDutyBecause } from '../../../server/domain/entrance/on-duty.ts';

const CHINA = 'Asia/Shanghai';
const at = (local: string) => Date.parse(`${local}+08:00`);
const duty = (
  from: string,
  to: string,
  dutyDays = [1, 2, 3, 4, 5, 6, 7],
  dutyGraceMinutes = 0,
) => ({
  dutyDays,
  dutyHours: { from, to },
  dutyGraceMinutes,
});
const WEEKDAYS = [1, 2, 3, 4, 5];

// 2026-06-01 is a Monday.
describe('duty', () => {
  it.each([
    ['begins on its first minute', '2026-06-01T08:00:00', duty('08:00', '17:00'), true],
    ['has not begun a second before', '2026-06-01T07:59:59', duty('08:00', '17:00'), false],
    ['lasts through its last minute', '2026-06-01T17:00:59', duty('08:00', '17:00'), true],
    ['is over after it', '2026-06-01T17:01:00', duty('08:00', '17:00'), false],
    ['has a grace before', '2026-06-01T07:30:00', duty('08:00', '17:00', WEEKDAYS, 30), true],
    ['and after', '2026-06-01T17:30:30', duty('08:00', '17:00', WEEKDAYS, 30), true],
    ['and no more', '2026-06-01T17:31:00', duty('08:00', '17:00', WEEKDAYS, 30), false],
    ['is not on a Sunday', '2026-06-07T10:00:00', duty('08:00', '17:00', WEEKDAYS), false],
    ['runs across midnight', '2026-06-02T02:00:00', duty('22:00', '06:00'), true],
    ['of Friday runs into Saturday', '2026-06-06T02:00:00', duty('22:00', '06:00', WEEKDAYS), true],
    [
      'of Sunday is none, so not on Monday',
      '2026-06-01T02:00:00',
      duty('22:00', '06:00', WEEKDAYS),
      false,
    ],
    ['has a grace across midnight', '2026-06-01T23:45:00', duty('00:00', '08:00', [2], 30), true],
    ['of the whole day holds at midnight', '2026-06-01T00:00:00', duty('00:00', '23:59'), true],
    ['and until midnight', '2026-06-01T23:59:59', duty('00:00', '23:59'), true],
  ])('%s', (_, local, rules, on) => {
    expect(isOnDuty(at(local), CHINA, rules)).toBe(on);
  });

  it('goes by the clock of its own place', () => {
    const noon = Date.UTC(2026, 5, 1, 12);
    const rules = duty('08:00', '17:00');
    expect(isOnDuty(noon, 'UTC', rules)).toBe(true);
    expect(isOnDuty(noon, CHINA, rules)).toBe(false);
  });
});

describe('off duty', () => {
  const night = {
    grid: { timeZone: CHINA },
    rules: duty('20:00', '04:00'),
    leave: [],
    standsIn: null,
  };
  const holiday = {
    ...night,
    rules: { ...night.rules, observesHolidays: true },
    calendar: new Map([['2026-06-01', 'holiday'] as const]),
  };
  const monday = [{ firstDay: '2026-06-01', lastDay: '2026-06-01' }];
  it.each([
    ['is who has no grid', '2026-06-01T10:00:00', { ...night, grid: null }, 'no-grid'],
    ['is who is on leave', '2026-06-01T21:00:00', { ...night, leave: monday }, 'on-leave'],
    ['through the night it began', '2026-06-02T03:00:00', { ...night, leave: monday }, 'on-leave'],
    ['but not in the one before', '2026-06-01T03:00:00', { ...night, leave: monday }, null],
    ['is not who stands in', '2026-06-02T03:00:00', { ...night, standsIn: monday }, null],
    ['but on other days', '2026-06-02T21:00:00', { ...night, standsIn: monday }, 'no-grid'],
    [
      'is the night where no norm says',
      '2026-06-01T03:00:00',
      { ...night, rules: null },
      'off-duty',
    ],
    ['and not the day', '2026-06-01T09:00:00', { ...night, rules: null }, null],
    ['is the night that begins on a holiday', '2026-06-02T03:00:00', holiday, 'off-duty'],
    ['and not the one after', '2026-06-02T21:00:00', holiday, null],
    [
      'but for who does not observe it',
      '2026-06-02T03:00:00',
      { ...holiday, rules: night.rules },
      null,
    ],
  ])('%s', (_, local, record, because) => {
    expect(offDutyBecause(at(local), record)).toBe(because);
  });
});
