import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../server/contract/units.ts';
import { type Clock, momentAfter } from '../../../server/domain/cases/clock.ts';
import {
  chooseDeadline,
  type DeadlineVersion,
  duesOf,
  turnsOf,
} from '../../../server/domain/cases/deadlines.ts';
import type { Fact } from '../../../server/domain/cases/fact.ts';
import { foldFacts } from '../../../server/domain/cases/fold-facts.ts';
import { cardOf, lightOf } from '../../../server/domain/cases/lights.ts';
import { CASE_PRESETS } from '../../../server/domain/cases/presets.ts';
import { isWorkingDay } from '../../../server/domain/time/working-day.ts';

/** Monday, 2026-06-01, 10:00 in Shanghai. */
const MONDAY = Date.UTC(2026, 5, 1, 2);
const at = (h: number) => MONDAY + h * HOUR_MS;
const calendar: Clock = {
  ...{ time: 'calendar', timeZone: 'Asia/Shanghai' },
  ...{ workingHours: { from: '08:30', to: '17:30' }, isWorkingDay: () => true },
};
const weekdays: Clock = {
  ...calendar,
  ...{ time: 'working', isWorkingDay: (day) => isWorkingDay(day, new Map()) },
};

describe('the clock of a case', () => {
  it('counts every hour, or those of working days', () => {
    expect(momentAfter(MONDAY, 24 * HOUR_MS, calendar, [])).toBe(at(24));
    // 7.5 hours are left of Monday: 1.5 more are Tuesday 10:00.
    expect(momentAfter(MONDAY, 9 * HOUR_MS, weekdays, [])).toBe(at(24));
    // Friday 17:00, an hour: half of it on Monday from 08:30.
    expect(momentAfter(at(4 * 24 + 7), HOUR_MS, weekdays, [])).toBe(at(7 * 24 - 1));
    const never = { ...weekdays, isWorkingDay: () => false };
    expect(momentAfter(MONDAY, HOUR_MS, never, [])).toBe(Number.POSITIVE_INFINITY);
  });

  it('is later by just the time it stood', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 6 }),
        (hours, turns) => {
          const sorted = turns.toSorted((a, b) => a - b);
          const stops = sorted.flatMap((from, k) =>
            k % 2 === 0 && k + 1 < sorted.length
              ? [{ from: at(from), to: at(sorted[k + 1]!) }]
              : [],
          );
          const ends = momentAfter(MONDAY, hours * HOUR_MS, calendar, stops);
          const stood = stops.reduce(
            (sum, { from, to }) => sum + Math.max(0, Math.min(to, ends) - from),
            0,
          );
          expect(ends - MONDAY - stood).toBe(hours * HOUR_MS);
        },
      ),
    );
  });

  it('counts what a walk through every quarter of an hour counts, over holidays, working weekends and suspensions', () => {
    const QUARTER_MS = HOUR_MS / 4;
    const days = Array.from({ length: 21 }, (_, k) => `2026-06-${String(k + 1).padStart(2, '0')}`);
    const given = fc.record({
      startQ: fc.integer({ min: 0, max: 400 }),
      lastsQ: fc.integer({ min: 1, max: 120 }),
      opens: fc.integer({ min: 0, max: 12 }),
      open: fc.integer({ min: 1, max: 11 }),
      holidays: fc.subarray(days, { maxLength: 9 }),
      weekends: fc.subarray(['2026-06-06', '2026-06-07', '2026-06-13', '2026-06-14']),
      stops: fc.uniqueArray(fc.integer({ min: 0, max: 600 }), { maxLength: 6 }),
    });
    fc.assert(
      fc.property(given, ({ holidays, lastsQ, open, opens, startQ, stops, weekends }) => {
        const kinds = new Map([
          ...holidays.map((day) => [day, 'holiday'] as const),
          ...weekends.map((day) => [day, 'working-day'] as const),
        ]);
        const clock: Clock = {
          ...weekdays,
          workingHours: {
            from: `${opens}:00`.padStart(5, '0'),
            to: `${opens + open}:00`.padStart(5, '0'),
          },
          isWorkingDay: (day) => isWorkingDay(day, kinds),
        };
        const from = MONDAY + startQ * QUARTER_MS;
        const sorted = stops.toSorted((a, b) => a - b);
        const stood = sorted.flatMap((begin, k) =>
          k % 2 === 0 && k + 1 < sorted.length
            ? [{ from: MONDAY + begin * QUARTER_MS, to: MONDAY + sorted[k + 1]! * QUARTER_MS }]
            : [],
        );
        // Shanghai is eight hours ahead of UTC, all year.
        const runs = (ms: number) => {
          const local = new Date(ms + 8 * HOUR_MS);
          const day = local.toISOString().slice(0, 10);
          const kind = kinds.get(day);
          const works = kind ? kind === 'working-day' : local.getUTCDay() % 6 !== 0;
          const hour = local.getUTCHours();
          const isOpen = hour >= opens && hour < opens + open;
          return works && isOpen && !stood.some((stop) => ms >= stop.from && ms < stop.to);
        };
        let [ms, left] = [from, lastsQ];
        while (left > 0) {
          if (runs(ms)) left--;
          ms += QUARTER_MS;
        }
        expect(momentAfter(from, lastsQ * QUARTER_MS, clock, stood)).toBe(ms);
      }),
    );
  });
});

const rulesOf = (close: number) => ({
  ...CASE_PRESETS.luqiao.rules,
  hours: { ...CASE_PRESETS.luqiao.rules.hours, close },
});
const version = (close: number, more: Partial<DeadlineVersion> = {}): DeadlineVersion => ({
  ...{ areaId: 1, category: null, severity: null, rules: rulesOf(close), from: 0, to: null },
  ...more,
});

it('chooses the deadlines of the nearest area, then category, then severity, in force then', () => {
  const versions = [
    version(100),
    version(50, { areaId: 2 }),
    version(40, { areaId: 2, category: 'noise' }),
    version(30, { areaId: 2, category: 'noise', severity: 'severe' }),
    version(20, { areaId: 2, category: 'noise', from: MONDAY }),
    version(10, { areaId: 3 }),
  ];
  versions[2]!.to = MONDAY;
  const subject = {
    areaIds: [2, 1],
    categories: ['noise-night', 'noise'],
    severity: 'minor',
  } as const;
  const closeOf = (more: object, t: number) =>
    chooseDeadline(versions, { ...subject, ...more }, t)?.hours.close;
  expect(closeOf({}, MONDAY - 1)).toBe(40);
  expect(closeOf({}, MONDAY)).toBe(20);
  expect(closeOf({ severity: 'severe' }, MONDAY)).toBe(30);
  expect(closeOf({ categories: ['fire'] }, MONDAY)).toBe(50);
  expect(closeOf({ areaIds: [4, 1] }, MONDAY)).toBe(100);
  expect(closeOf({ areaIds: [4] }, MONDAY)).toBeUndefined();
});

describe('lights and cards', () => {
  const fact = (id: string, step: Fact['step'], h: number, more: Partial<Fact> = {}): Fact => ({
    ...{ id, step, at: at(h), officerId: null, level: 'district', why: 'because', until: null },
    ...{ toOfficerId: null, toDepartmentId: null, toLevel: null, into: null, rating: null },
    ...more,
  });
  const dues = (...facts: Fact[]) =>
    duesOf(
      foldFacts(facts, ['grid', 'district'])!,
      () => CASE_PRESETS.luqiao.rules,
      () => calendar,
    );
  const turns = (...facts: Fact[]) => turnsOf(dues(...facts));
  const reported = fact('a', 'report', 0);
  const seen = (...facts: Fact[]) => {
    const found = turns(...facts);
    return (h: number) => [lightOf(found, false, at(h)), cardOf(found, at(h))];
  };

  it('turn yellow near a deadline, red over it, with a card for what was missed', () => {
    const of = seen(reported);
    expect(of(19)).toEqual(['green', null]);
    expect(of(19.2)).toEqual(['yellow', null]);
    expect(of(24)).toEqual(['yellow', null]);
    expect(of(24.1)).toEqual(['red', 'yellow']);
    expect(of(48.1)).toEqual(['red', 'red']);
  });

  it('are green again for what is in time again, while the card stays', () => {
    const late = seen(reported, fact('b', 'accept', 30));
    expect(late(31)).toEqual(['green', 'yellow']);
    expect(late(60)).toEqual(['green', 'yellow']);
    expect(seen(reported, fact('b', 'accept', 23))(60)).toEqual(['green', null]);
  });

  it('wait while the clock stands', () => {
    const stop = fact('b', 'suspend', 10, { until: at(34) });
    expect(seen(reported, stop)(40)).toEqual(['green', null]);
    expect(seen(reported, stop)(48.1)).toEqual(['red', 'yellow']);
    expect(seen(reported, stop, fact('c', 'resume', 12))(27)).toEqual(['red', 'yellow']);
  });

  it('leave the deadline of what is over where it was when a clock stops later, or goes on', () => {
    const accepted = [reported, fact('b', 'accept', 2)];
    const dueOf = (...more: Fact[]) =>
      dues(...accepted, ...more).find(({ phase }) => phase === 'accept')!.dueAt;
    expect(dueOf()).toBe(at(24));
    const later = fact('c', 'suspend', 10, { until: at(34) });
    expect(dueOf(later)).toBe(at(24));
    // It ended in the middle of a stop, 23 of its 24 hours before it was due.
    const during = fact('c', 'suspend', 1, { until: at(34) });
    expect(dueOf(during)).toBe(at(25));
    expect(dueOf(during, fact('d', 'resume', 12))).toBe(at(25));
    expect(turns(...accepted, later).late).toBe(false);
  });

  it('say of one that ended whether all of it was in time', () => {
    expect(lightOf(turns(reported, fact('b', 'withdraw', 23)), true, at(999))).toBe('green');
    expect(lightOf(turns(reported, fact('b', 'withdraw', 25)), true, at(999))).toBe('red');
  });
});
