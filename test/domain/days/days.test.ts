import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultNorm } from '../../../server/contract/norms/default-norm.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import type { DayPatrol } from '../../../server/domain/days/day-patrol.ts';
import { foldGridDay } from '../../../server/domain/days/fold-grid-day.ts';
import { demandOf, judgeDay } from '../../../server/domain/days/judge-day.ts';
import { reconcileRecognised } from '../../../server/domain/days/reconcile-recognised.ts';
import { sharedBefore } from '../../../server/domain/days/shared-time.ts';
import { spansOf } from '../../../server/domain/metrics/periods.ts';
import { NO_HOLIDAYS } from '../../../server/domain/time/working-day.ts';

/** 08:00 in Shanghai on Monday, June 1. */
const EIGHT = Date.UTC(2026, 5, 1, 0);
const rules = { ...defaultNorm().rules, patrolsPerDay: 2, minRestMinutes: 30 };

const patrol = (patrolId: number, minute: number, own: Partial<DayPatrol> = {}) => ({
  officerId: 1,
  patrolId,
  gridId: 1,
  startMs: EIGHT + minute * MINUTE_MS,
  endMs: EIGHT + (minute + 120) * MINUTE_MS,
  origin: 'declared' as const,
  verdictVersion: 1,
  outcome: 'completed' as const,
  effectiveMin: 120,
  coverage: 0.5,
  distanceM: 5000,
  gapMin: 0,
  checkpointsVisited: 0,
  checkpointsRequired: 0,
  weakSignals: 0,
  strongSignals: 0,
  signals: [],
  visited: [],
  contested: false,
  overridden: false,
  seen: [],
  shared: 0,
  ...own,
});

const judge = (
  patrols: ReturnType<typeof patrol>[],
  own: Partial<typeof rules> = {},
  required = 2,
) =>
  judgeDay({
    demand: { required, because: null },
    rules: { ...rules, ...own },
    timeZone: 'Asia/Shanghai',
    calendar: NO_HOLIDAYS,
    patrols,
  });

describe('A patrol begun off duty', () => {
  const hours = { dutyHours: { from: '07:00', to: '20:00' }, dutyGraceMinutes: 0 };
  /** At 21:00, when nothing is kept of the walk. */
  const off = patrol(9, 780, {
    outcome: 'unverifiable',
    effectiveMin: 0,
    coverage: 0,
    gapMin: 120,
  });
  const day = (patrols: ReturnType<typeof patrol>[]) =>
    foldGridDay({
      ...{ gridId: 1, day: '2026-06-01', timeZone: 'Asia/Shanghai', patrols, presences: patrols },
      calendar: NO_HOLIDAYS,
      officers: [
        {
          ...{ officerId: 1, holds: true, onLeave: false, standsIn: false, cellSet: null },
          norm: { id: 1, version: 1, rules: { ...rules, ...hours } },
        },
      ],
    })[0]!;

  it('is named as such and changes no figure and no outcome', () => {
    const [without, beside] = [day([patrol(1, 0)]), day([patrol(1, 0), off])];
    expect(beside.figures).toEqual(without.figures);
    expect(beside.outcome).toBe('incomplete');
    expect(beside.verdict.patrols[1]).toMatchObject({
      patrolId: 9,
      counts: false,
      why: 'off-duty',
    });
    expect(day([off]).figures).toMatchObject({ onDutyDays: 0, unverifiable: 0, spanS: 0 });
  });
});

describe('A day', () => {
  it.each([
    [
      'two completed patrols with rest between',
      [patrol(1, 0), patrol(2, 300)],
      'completed',
      ['met'],
    ],
    ['one of two', [patrol(1, 0)], 'incomplete', ['patrols-short']],
    [
      'a second begun without rest',
      [patrol(1, 0), patrol(2, 130)],
      'incomplete',
      ['patrols-short', 'rest-short'],
    ],
    [
      'a suspicious one',
      [patrol(1, 0), patrol(2, 300, { outcome: 'suspicious' })],
      'suspicious',
      ['patrols-short', 'suspicious-patrol'],
    ],
    [
      'one that cannot be proven',
      [patrol(1, 0), patrol(2, 300, { outcome: 'unverifiable' })],
      'unverifiable',
      ['patrols-short', 'unverifiable-patrol'],
    ],
  ])('of %s', (_what, patrols, outcome, codes) => {
    const verdict = judge(patrols as ReturnType<typeof patrol>[]);
    expect(verdict.outcome).toBe(outcome);
    expect(verdict.reasons.map(({ code }) => code)).toEqual(codes);
  });

  it('with staggered hours counts one patrol a window', () => {
    const windows = [
      { from: '07:00', to: '12:00' },
      { from: '15:00', to: '20:00' },
    ];
    expect(judge([patrol(1, 0), patrol(2, 180)], { windows })).toMatchObject({
      outcome: 'incomplete',
      patrols: [{ counts: true }, { counts: false, why: 'window-taken' }],
    });
    expect(judge([patrol(1, 0), patrol(2, 480)], { windows }).outcome).toBe('completed');
  });

  it('asks nothing on leave, off duty or of who does not hold the grid', () => {
    const weekdays = { ...rules, dutyDays: [1, 2, 3, 4, 5] };
    const here = { holds: true, onLeave: false };
    const because = (day: string, officer: typeof here) =>
      demandOf(day, weekdays, officer, NO_HOLIDAYS).because;
    expect(demandOf('2026-06-01', weekdays, here, NO_HOLIDAYS)).toEqual({
      required: 2,
      because: null,
    });
    expect(because('2026-06-06', here)).toBe('off-duty-day');
    expect(because('2026-06-01', { holds: true, onLeave: true })).toBe('on-leave');
    expect(because('2026-06-01', { holds: false, onLeave: false })).toBe('not-assigned');
  });

  it('asks nothing on a holiday and something on a weekend day worked in its place, where the norm observes them', () => {
    const calendar = new Map([
      ['2026-06-01', 'holiday'],
      ['2026-06-06', 'working-day'],
    ] as const);
    const required = (day: string, own: Partial<typeof rules> & { observesHolidays?: boolean }) =>
      demandOf(day, { ...rules, ...own }, { holds: true, onLeave: false }, calendar).required;
    const weekdays = { dutyDays: [1, 2, 3, 4, 5] };
    const days = ['2026-06-01', '2026-06-02', '2026-06-06', '2026-06-07'];
    expect(days.map((day) => required(day, weekdays))).toEqual([2, 2, 0, 0]);
    const observing = { ...weekdays, observesHolidays: true };
    expect(days.map((day) => required(day, observing))).toEqual([0, 2, 2, 0]);
    expect(required('2026-06-06', { dutyDays: [], observesHolidays: true })).toBe(0);
  });
});

const spans = fc.array(
  fc.record({
    startMs: fc.integer({ min: 0, max: 600 }),
    lengthMs: fc.integer({ min: 1, max: 200 }),
  }),
  { maxLength: 12 },
);

describe('An hour of one officer', () => {
  it('counts once however many patrols it lies in', () => {
    fc.assert(
      fc.property(spans, (list) => {
        const all = list.map(({ startMs, lengthMs }, k) => ({
          officerId: 1,
          patrolId: k,
          startMs,
          endMs: startMs + lengthMs,
        }));
        const counted = all.reduce(
          (sum, one) => sum + (one.endMs - one.startMs) * (1 - sharedBefore(one, all)),
          0,
        );
        const moments = new Set(
          all.flatMap(({ startMs, endMs }) =>
            Array.from({ length: endMs - startMs }, (_, k) => startMs + k),
          ),
        );
        expect(counted).toBeCloseTo(moments.size, 6);
      }),
    );
  });
});

describe('Ground', () => {
  it('is seen by patrols that stand, not by one that stands as suspicious', () => {
    const seenBy = (outcomes: DayPatrol['outcome'][]) =>
      foldGridDay({
        gridId: 1,
        day: '2026-06-01',
        timeZone: 'Asia/Shanghai',
        calendar: NO_HOLIDAYS,
        officers: [
          {
            officerId: 1,
            holds: true,
            onLeave: false,
            standsIn: false,
            norm: { id: 1, version: 1, rules },
            cellSet: { id: 7, cells: ['a', 'b', 'c'] },
          },
        ],
        patrols: outcomes.map((outcome, k) =>
          patrol(k + 1, 300 * k, { outcome, seen: [['a'], ['b']][k]! }),
        ),
        presences: [],
      })[0]!.seen;
    expect(seenBy(['completed', 'incomplete'])).toBe('110');
    expect(seenBy(['completed', 'suspicious'])).toBe('100');
    expect(seenBy(['suspicious'])).toBeNull();
  });
});

describe('Recognised patrols', () => {
  it('overlap neither declared ones nor each other, and looking again changes nothing', () => {
    const toFound = (list: { startMs: number; lengthMs: number }[]) =>
      list.map(({ startMs, lengthMs }, k) => ({
        gridId: 1 + (k % 3),
        startMs,
        endMs: startMs + lengthMs,
      }));
    fc.assert(
      fc.property(spans, spans, (found, declared) => {
        const taken = toFound(declared);
        const put = reconcileRecognised(toFound(found), taken, []);
        for (const one of put)
          for (const other of [...taken, ...put.filter((p) => p !== one)])
            expect(one.startMs < other.endMs && other.startMs < one.endMs).toBe(false);
        const onRecord = put.map((one, id) => ({ ...one, id }));
        expect(reconcileRecognised(toFound(found), taken, onRecord)).toEqual([]);
      }),
    );
  });
});

describe('Periods', () => {
  it('follow the calendar and are cut to what was asked for', () => {
    expect(spansOf('2026-01-15', '2026-04-01', 'month')).toEqual([
      { from: '2026-01-15', to: '2026-02-01', whole: false },
      { from: '2026-02-01', to: '2026-03-01', whole: true },
      { from: '2026-03-01', to: '2026-04-01', whole: true },
    ]);
    expect(spansOf('2026-06-01', '2026-06-10', 'week')).toEqual([
      { from: '2026-06-01', to: '2026-06-08', whole: true },
      { from: '2026-06-08', to: '2026-06-10', whole: false },
    ]);
  });
});
