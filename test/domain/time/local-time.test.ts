import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../server/contract/units.ts';
import {
  clockMinutes,
  localClock,
  localTime,
  offsetMinutes,
  startOfDay,
} from '../../../server/domain/time/local-time.ts';

describe('local time', () => {
  it.each([
    ['China', 'Asia/Shanghai', '2026-06-01T00:30:00Z', '2026-06-01', 8 * 60 + 30, 1],
    ['China, after its midnight', 'Asia/Shanghai', '2026-06-06T16:00:00Z', '2026-06-07', 0, 7],
    ['Nepal, off by a quarter', 'Asia/Kathmandu', '2026-06-01T00:00:00Z', '2026-06-01', 345, 1],
    ['Berlin in winter', 'Europe/Berlin', '2026-01-01T00:00:00Z', '2026-01-01', 60, 4],
    ['Berlin in summer', 'Europe/Berlin', '2026-07-01T00:00:00Z', '2026-07-01', 120, 3],
    ['New York, the day before', 'America/New_York', '2026-06-01T03:59:00Z', '2026-05-31', 1439, 7],
    ['before 1970', 'UTC', '1969-12-28T12:00:00Z', '1969-12-28', 720, 7],
  ])('in %s', (_, zone, moment, day, minute, weekday) => {
    expect(localTime(Date.parse(moment), zone)).toEqual({ day, minute, weekday });
  });

  it('jumps with the clocks', () => {
    const change = Date.parse('2026-03-29T01:00:00Z');
    expect(offsetMinutes(change - 1, 'Europe/Berlin')).toBe(60);
    expect(offsetMinutes(change, 'Europe/Berlin')).toBe(120);
  });

  it.each([
    ['America/Santiago', '2027-09-05', '2027-09-05T04:00:00Z'],
    ['America/Havana', '2027-03-14', '2027-03-14T05:00:00Z'],
    ['America/New_York', '2027-03-15', '2027-03-15T04:00:00Z'],
    ['America/New_York', '2027-11-08', '2027-11-08T05:00:00Z'],
    ['Asia/Shanghai', '2028-02-29', '2028-02-28T16:00:00Z'],
  ])('begins a day in %s, %s, where clocks first show it', (zone, day, begin) => {
    const began = startOfDay(Date.parse(day) / DAY_MS, zone);
    expect(began).toBe(Date.parse(begin));
    expect(localTime(began, zone).day).toBe(day);
    expect(localTime(began - 1, zone).day < day).toBe(true);
  });

  it('is what the calendar of the runtime says, at any time, anywhere', () => {
    const zone = fc.constantFrom('Asia/Shanghai', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC');
    const moment = fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2099, 11) });
    fc.assert(
      fc.property(zone, moment, (timeZone, t) => {
        const part = Object.fromEntries(
          new Intl.DateTimeFormat('en-US', {
            timeZone,
            weekday: 'short',
            hour: 'numeric',
            minute: 'numeric',
            hourCycle: 'h23',
          })
            .formatToParts(t)
            .map(({ type, value }) => [type, value]),
        );
        expect(localClock(t, timeZone)).toEqual({
          minute: Number(part.hour) * 60 + Number(part.minute),
          weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part.weekday!) + 1,
        });
      }),
      { numRuns: 300 },
    );
  });

  it('reads clocks', () => {
    expect(['00:00', '08:30', '23:59'].map(clockMinutes)).toEqual([0, 510, 1439]);
  });
});
