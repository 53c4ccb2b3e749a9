import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NormRules } from '../../../server/contract/norms/norm.ts';
import { dutyDayAt } from '../../../server/domain/norm-alerts/duty-day.ts';
import type { WatchedPatrol, WatchFacts } from '../../../server/domain/norm-alerts/episode.ts';
import { episodesOf } from '../../../server/domain/norm-alerts/episodes-of.ts';
import { at, EIGHT, facts, minuteOfMs, minutes, patrol, rulesWith } from './support.ts';

/** 08:00 to 11:00 and 14:00 to 17:00, two patrols of an hour, duty until 18:00. */
const STAGGERED: Partial<NormRules> = {
  patrolsPerDay: 2,
  minutesPerPatrol: 60,
  windows: [
    { from: '08:00', to: '10:59' },
    { from: '14:00', to: '16:59' },
  ],
  dutyHours: { from: '07:00', to: '17:59' },
};

const found = (own: Parameters<typeof facts>[0], now: number) =>
  (episodesOf(facts({ rules: STAGGERED, ...own }), at(now)) ?? []).map(
    ({ kind, sinceMs, dueMs, untilMs, gridId }) =>
      [kind, ...[sinceMs, dueMs, untilMs].map(minuteOfMs), gridId] as const,
  );
const one = (kind: string, own: Parameters<typeof facts>[0], now: number) =>
  found(own, now)
    .filter(([of]) => of === kind)
    .map(([, since, due, until]) => [since, due, until]);

describe('late start', () => {
  it.each<[string, WatchedPatrol[], number, (number | null)[][]]>([
    ['is not before the grace is over', [], 59, []],
    ['is an hour after the window began', [], 60, [[0, 60, null]]],
    ['ends when a patrol begins', [patrol(70, null)], 80, [[0, 60, 70]]],
    ['ends with the window', [], 200, [[0, 60, 180]]],
    [
      'is not with a patrol begun in time, whatever came of it',
      [patrol(50, 55, { outcome: 'incomplete' })],
      80,
      [],
    ],
    ['is not while one is under way that began before the window', [patrol(-30, null)], 80, []],
    ['is again in the second window', [patrol(10, 75)], 425, [[360, 420, null]]],
  ])('%s', (_, patrols, now, expected) => {
    expect(one('late-start', { patrols }, now)).toEqual(expected);
  });

  it('is not in a window the day can do without', () => {
    const rules = { ...STAGGERED, patrolsPerDay: 1 };
    expect(one('late-start', { rules }, 100)).toEqual([]);
    expect(one('late-start', { rules }, 425)).toEqual([[360, 420, null]]);
  });

  it('is not without staggered hours: nothing is late that may begin any time', () => {
    expect(one('late-start', { rules: { ...STAGGERED, windows: [] } }, 200)).toEqual([]);
  });

  it('is not for who walks the grid without pressing start', () => {
    const steps = minutes(20, 62, (minute) => ({ outM: -50, alongM: 60 * minute }));
    expect(one('late-start', { steps }, 65)).toEqual([]);
  });

  it('is not for who took the grid over only now', () => {
    const [duty] = facts({ rules: STAGGERED }).duties;
    const duties = [{ ...duty!, sinceMs: at(90) }];
    expect(one('late-start', { duties }, 149)).toEqual([]);
    expect(one('late-start', { duties }, 150)).toEqual([[90, 150, null]]);
  });

  it('has the grace the norm gives', () => {
    const alerts = { ...rulesWith({}).alerts, lateStartMinutes: 15 } as NormRules['alerts'];
    expect(one('late-start', { rules: { ...STAGGERED, alerts } }, 15)).toEqual([[0, 15, null]]);
  });
});

describe('will not make it', () => {
  it.each<[string, WatchedPatrol[], number, (number | null)[][]]>([
    ['is not while both windows are open', [], 100, []],
    // The first window's room is gone when it ends at minute 180.
    ['is five minutes after the last start that would do', [], 185, [[180, 185, null]]],
    ['is not with the first one done', [patrol(10, 75, { outcome: 'completed' })], 300, []],
    ['is not while what was walked is not judged yet', [patrol(10, 75)], 300, []],
    [
      'is where the first one was not enough',
      [patrol(10, 40, { outcome: 'incomplete' })],
      300,
      [[180, 185, null]],
    ],
    [
      'is not while one is under way that can still be long enough',
      [patrol(10, 75), patrol(500, null)],
      545,
      [],
    ],
    // Begun at 16:59 and ended at 18:00 at the latest, with the grace of 30 minutes at the end of duty.
    [
      'is after the second window, where only the second is missing',
      [patrol(10, 75)],
      545,
      [[540, 545, null]],
    ],
  ])('%s', (_, patrols, now, expected) => {
    expect(one('will-not-make-it', { patrols }, now)).toEqual(expected);
  });

  it('counts the rest between two patrols', () => {
    const rules = { ...STAGGERED, windows: [], minRestMinutes: 30 };
    // 150 minutes are needed before 18:30.
    expect(one('will-not-make-it', { rules }, 484)).toEqual([]);
    expect(one('will-not-make-it', { rules }, 486)).toEqual([[480, 485, null]]);
  });

  it('says nothing of a norm that nobody could meet', () => {
    const rules = { ...STAGGERED, patrolsPerDay: 12, minutesPerPatrol: 120 };
    expect(one('will-not-make-it', { rules }, 500)).toEqual([]);
  });
});

const anyPatrols = fc.array(
  fc.record({
    id: fc.integer({ min: 1, max: 99 }),
    startMs: fc.integer({ min: 0, max: 600 }).map(at),
    endMs: fc.constant(null),
    outcome: fc.constant(null),
  }),
  { maxLength: 3 },
);

describe('alerts of a day', () => {
  const duty = (gridId: number, standsIn: boolean): WatchFacts['duties'][number] => ({
    gridId,
    rules: rulesWith(STAGGERED),
    timeZone: 'Asia/Shanghai',
    standsIn,
    sinceMs: Number.NEGATIVE_INFINITY,
  });

  it('are none for nobody on leave or off duty, whatever they do', () => {
    const steps = minutes(0, 200, () => ({ outM: 300 }));
    fc.assert(
      fc.property(anyPatrols, fc.integer({ min: 0, max: 1440 * 7 }), (patrols, now) => {
        expect(found({ patrols, steps, onLeave: true }, now)).toEqual([]);
        const offDuty = dutyDayAt(at(now), 'Asia/Shanghai', rulesWith(STAGGERED)) === null;
        if (offDuty)
          expect(episodesOf(facts({ rules: STAGGERED, patrols, steps }), at(now))).toBeNull();
        const sunday = { ...STAGGERED, dutyDays: [7] };
        if (now < 1440) expect(found({ rules: sunday, patrols, steps }, now)).toEqual([]);
      }),
    );
  });

  it('of a grid go to who stands in for its officer', () => {
    expect(found({ duties: [duty(9, true)] }, 60)).toEqual([['late-start', 0, 60, null, 9]]);
  });

  it('ask of who has a grid and stands in for another the patrols of both', () => {
    const duties = [duty(7, false), duty(9, true)];
    const done = [patrol(5, 66), patrol(370, 431)].map((p) => ({
      ...p,
      outcome: 'completed' as const,
    }));
    expect(one('will-not-make-it', { duties: [duty(7, false)], patrols: done }, 590)).toEqual([]);
    expect(one('will-not-make-it', { duties, patrols: done }, 590)).toHaveLength(1);
  });

  it('that say a day is lost never take it back as time goes by', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 620 }),
        fc.integer({ min: 0, max: 60 }),
        (now, later) => {
          const [before] = one('will-not-make-it', {}, now);
          if (before && now + later < 630)
            expect(one('will-not-make-it', {}, now + later)).toEqual([before]);
        },
      ),
    );
  });
});

describe('a day of duty', () => {
  it('runs across midnight and belongs to the day it starts on', () => {
    const night = rulesWith({
      dutyHours: { from: '22:00', to: '05:59' },
      windows: [
        { from: '22:00', to: '23:59' },
        { from: '02:00', to: '03:59' },
      ],
      dutyGraceMinutes: 30,
    });
    const two = EIGHT - 6 * 3_600_000;
    const day = dutyDayAt(two, 'Asia/Shanghai', night)!;
    expect(day.day).toBe('2026-05-31');
    const hour = (ms: number) => (ms - (EIGHT - 8 * 3_600_000)) / 3_600_000;
    expect([day.fromMs, day.toMs, day.lastMs].map(hour)).toEqual([-2, 6, 6.5]);
    expect(day.windows.map(({ fromMs, toMs }) => [hour(fromMs), hour(toMs)])).toEqual([
      [-2, 0],
      [2, 4],
    ]);
    expect(dutyDayAt(EIGHT, 'Asia/Shanghai', night)).toBeNull();
    const holiday = new Map([[day.day, 'holiday' as const]]);
    const observing = { ...night, observesHolidays: true };
    expect(dutyDayAt(two, 'Asia/Shanghai', observing, holiday)).toBeNull();
    expect(dutyDayAt(two, 'Asia/Shanghai', night, holiday)).toEqual(day);
  });

  it('keeps wall clocks where the clocks are changed', () => {
    const rules = rulesWith({ dutyHours: { from: '08:00', to: '16:59' }, dutyGraceMinutes: 0 });
    const day = dutyDayAt(Date.UTC(2026, 2, 29, 10), 'Europe/Berlin', rules)!;
    expect(new Date(day.fromMs).toISOString()).toBe('2026-03-29T06:00:00.000Z');
    expect(new Date(day.toMs).toISOString()).toBe('2026-03-29T15:00:00.000Z');
  });
});
