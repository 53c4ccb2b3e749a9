import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import type { Fix } from '../../../server/domain/entrance/fix.ts';
import { markFix } from '../../../server/domain/entrance/mark-fix.ts';
import { placeByClock } from '../../../server/domain/verification/clock/place-by-clock.ts';
import { judgePatrol } from '../../../server/domain/verification/judge-patrol.ts';
import { patrolOf, record, roundBlock, START_MS } from './walks.ts';

/** Fixes as taken; a batch is sent every minute and takes a second. */
const taken = record({ path: roundBlock(), everyS: 10 });
const trueSending = (i: number) => taken[Math.min(taken.length - 1, i - (i % 6) + 5)]!.t + 500;

/** What a handheld tells whose clock is ahead by so many ms, a function of true time. */
const told = (
  aheadMs: (trueMs: number) => number,
  reached: (sendingMs: number) => number = (sendingMs) => sendingMs,
): Fix[] =>
  taken.map((fix, i) => {
    const sent = reached(trueSending(i));
    const receivedMs = sent + 1000 + ((i * 37) % 11) * 100;
    const seen = { ...fix, t: fix.t + aheadMs(fix.t), sentMs: sent + aheadMs(sent), receivedMs };
    return { ...seen, marks: markFix(seen, receivedMs) };
  });
const minute = (minutes: number) => START_MS + minutes * MINUTE_MS;
/** A clock set at some minutes, each time by so many. */
const setAt =
  (...steps: [atMin: number, byMin: number][]) =>
  (t: number) =>
    steps.reduce((ahead, [at, by]) => (t < minute(at) ? ahead : ahead + by * MINUTE_MS), 0);
/** The network away between some minutes: what is sent then goes out at their end, or later. */
const away =
  (...spells: [fromMin: number, toMin: number, reachedMin?: number][]) =>
  (sendingMs: number) => {
    const spell = spells.find(([from, to]) => sendingMs >= minute(from) && sendingMs < minute(to));
    return spell ? minute(spell[2] ?? spell[1]) : sendingMs;
  };
/** Sent every ten minutes only, a few seconds before they are full. */
const nextTen = (sendingMs: number) => {
  const ten = 10 * MINUTE_MS;
  const at = Math.floor(sendingMs / ten) * ten + ten - 5_000;
  return at < sendingMs ? at + ten : at;
};
/** Farthest a placed fix is from when it was taken, s. */
const worstS = (fixes: readonly Fix[]) =>
  Math.max(...placeByClock(fixes).fixes.map((fix) => Math.abs(fix.t - taken[fix.seq]!.t) / 1000));

describe.each<[string, Fix[], number]>([
  ['8 h behind', told(() => -8 * HOUR_MS), 3],
  [
    '8 h ahead, put right by the phone after 45 min',
    told((t) => (t < minute(45) ? 8 * HOUR_MS : 0)),
    3,
  ],
  ['stepping back by 90 s', told((t) => (t < minute(50) ? 0 : -90_000)), 3],
  [
    'stepping back by 90 s while fixes were held back',
    told((t) => (t < minute(50) ? 0 : -90_000), away([0, 300])),
    3,
  ],
  [
    'set forward by 20 min and back again',
    told((t) => (t < minute(30) || t > minute(60) ? 0 : 20 * MINUTE_MS)),
    3,
  ],
  [
    'set three times in 40 minutes, by 10 min to and fro',
    told(setAt([40, 10], [55, -10], [75, 10])),
    3,
  ],
  [
    'set three times in 40 minutes, by 10 min back',
    told(setAt([40, -10], [55, -10], [75, -10])),
    3,
  ],
  [
    'set to and fro while all was held back',
    told(setAt([40, 10], [55, -10], [75, 10], [90, -20]), away([0, 300])),
    3,
  ],
  [
    'set to and fro within one time without a network',
    told(setAt([40, 12], [48, -12]), away([0, 130])),
    3,
  ],
  [
    'set to and fro while what was taken later still waited for the network',
    told(setAt([44, 12], [48, -12], [54, 12]), away([40, 50, 58], [50, 75])),
    3,
  ],
  [
    'set twice within a time without a network, from where it seldom was and to where it seldom is',
    told(
      setAt([25, 30], [50, -60], [75, 90], [100, -130], [109, 12], [112, -20]),
      away([107, 114]),
    ),
    3,
  ],
  [
    '20 h ahead while all was held back, put right before the last position',
    told((t) => (t < taken.at(-1)!.t ? 20 * HOUR_MS : 0), away([0, 300])),
    3,
  ],
  [
    '30 min ahead, told at first, then held back and put right before that was sent',
    told((t) => (t < minute(200) ? 30 * MINUTE_MS : 0), away([30, 300])),
    3,
  ],
  [
    '3 h ahead, and put right for each sending alone',
    told((t) => (t % (10 * MINUTE_MS) < 570_000 ? 3 * HOUR_MS : 0), nextTen),
    3,
  ],
  [
    'drifting, and put right every 20 minutes',
    told((t) => 4 * MINUTE_MS + ((t - START_MS) % (20 * MINUTE_MS)) / 15),
    20,
  ],
  ['drifting by 10 min over the patrol', told((t) => 5 * MINUTE_MS + (t - START_MS) / 12), 20],
  ['4 days behind', told(() => -4 * DAY_MS), 3],
])('an honest walk told by a clock %s', (_, fixes, withinS) => {
  test('is placed when it was taken, and accused of nothing', () => {
    expect(worstS(fixes)).toBeLessThanOrEqual(withinS);
    const verdict = judgePatrol(patrolOf(fixes));
    expect(verdict.signals.filter(({ strength }) => strength === 'strong')).toEqual([]);
    expect(verdict.outcome).toBe('completed');
    expect(verdict.clock).toBeDefined();
  });
});

test('a clock set back while the network was away for ten minutes accuses nobody', () => {
  const dense = record({ path: roundBlock(), everyS: 1 });
  const clock = (t: number) => (t < minute(58) ? 0 : -238_000);
  const fixes = dense.map((fix, i) => {
    const sending = fix.t - (i % 10) * 1000 + 9500;
    const sent = sending > minute(50) && sending < minute(60) ? minute(60) : sending;
    return {
      ...fix,
      t: fix.t + clock(fix.t),
      sentMs: sent + clock(sent),
      receivedMs: sent + 700,
    };
  });
  const verdict = judgePatrol(patrolOf(fixes));
  expect(verdict.signals.map(({ strength }) => strength)).not.toContain('strong');
  expect(verdict.outcome).toBe('completed');
});

test('a clock that is right within two minutes, and a slow network, change no time', () => {
  expect(placeByClock(told(() => 100_000)).clock).toEqual([]);
  expect(worstS(told(() => 0, away([0, 600])))).toBe(0);
  const slow = told(() => 0).map((fix, i) => ({
    ...fix,
    receivedMs: fix.receivedMs + (i % 50) * MINUTE_MS,
  }));
  expect(placeByClock(slow)).toEqual({ fixes: slow, clock: [], clockSets: [] });
});

test('a walk of last night told for yesterday counts for nothing, and the verdict says why', () => {
  const lastNight = told(() => 0);
  const faked = lastNight.map((fix, i) => {
    // One sending with the clock put right.
    const behind = i >= 120 && i < 126 ? 0 : 8 * HOUR_MS;
    return { ...fix, sentMs: fix.sentMs!, receivedMs: fix.receivedMs + behind };
  });
  const verdict = judgePatrol(patrolOf(faked));
  expect(verdict.outcome).toBe('unverifiable');
  expect(verdict.reasons[0]!.code).toBe('clock-off');
  expect(verdict.measures.effectiveMin.best).toBeLessThan(3);
  expect(verdict.signals.map(({ code, strength }) => `${code} ${strength}`)).toEqual([
    'clock-shifted weak',
  ]);
  expect(verdict.clock![0]!.aheadMs / HOUR_MS).toBeCloseTo(-8, 1);
});

test('a clock that was ahead over all positions and put right before any was sent is told by nothing: it proves no walk, and accuses nobody', () => {
  for (const ahead of [12 * MINUTE_MS, 3 * HOUR_MS, 20 * HOUR_MS]) {
    const fixes = told((t) => (t < minute(200) ? ahead : 0), away([0, 300]));
    expect(placeByClock(fixes)).toEqual({ fixes, clock: [], clockSets: [] });
    const { measures, outcome, signals } = judgePatrol(patrolOf(fixes));
    expect([outcome, signals]).toEqual(['unverifiable', []]);
    // Those that even then lie in the time to come count for nothing.
    const isAhead = fixes.some(({ marks }) => marks.includes('future'));
    if (isAhead) expect(measures.effectiveMin.high).toBe(0);
  }
});

test('where fixes are placed depends on their set alone', () => {
  const fixes = told((t) => (t < minute(45) ? 8 * HOUR_MS : -90_000));
  const expected = placeByClock(fixes);
  const order = fc.shuffledSubarray([...fixes.keys()], { minLength: fixes.length });
  const copies = fc.array(fc.nat(fixes.length - 1), { maxLength: 50 });
  fc.assert(
    fc.property(order, copies, (permutation, repeated) => {
      const delivered = [...permutation, ...repeated].map((i) => fixes[i]!);
      expect(placeByClock(delivered)).toEqual(expected);
    }),
    { numRuns: 20, seed: 1 },
  );
});

test('any steps of the clock at any moments leave an honest walk placed and unaccused', () => {
  const stepS = fc.oneof(
    fc.integer({ min: 35, max: 40_000 }),
    fc.integer({ min: -40_000, max: -35 }),
  );
  const step = fc.tuple(fc.integer({ min: 10, max: 110 }), stepS);
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
      const fixes = told(
        setAt(...steps.map(([at, seconds]): [number, number] => [at, seconds / 60])),
      );
      const verdict = judgePatrol(patrolOf(fixes));
      expect(verdict.signals.filter(({ strength }) => strength === 'strong')).toEqual([]);
      // A step forward below two minutes is a silence; it is not told from one.
      if (steps.length === 1 && Math.abs(steps[0]![1]) >= 120)
        expect(worstS(fixes)).toBeLessThanOrEqual(3);
    }),
    { numRuns: 40, seed: 1 },
  );
});

test('stretches put in another order are no clock that was set, however late they come', () => {
  const stretch = (k: number) => taken.slice(k * 120, (k + 1) * 120);
  const mixed = [3, 0, 5, 2, 4, 1].flatMap(stretch).map((fix, seq) => ({ ...fix, seq }));
  for (const sentMs of [minute(300), null]) {
    const fixes = mixed.map((fix) => ({ ...fix, sentMs, receivedMs: minute(300) + 500 }));
    const verdict = judgePatrol(patrolOf(fixes));
    expect(verdict.signals.map(({ code, strength }) => `${code} ${strength}`)).toContain(
      'forged-sequence strong',
    );
  }
});

describe('of a wire that tells no time of sending', () => {
  /** The same walk, each fix in a message of its own, or those of so many seconds together. */
  const untold = (aheadMs: number, { everyS = 10, heldBackTo = 0 } = {}): Fix[] =>
    taken.map((fix, i) => {
      const sent = START_MS + Math.ceil((fix.t - START_MS) / 1000 / everyS) * everyS * 1000;
      return {
        ...fix,
        t: fix.t + aheadMs,
        sentMs: null,
        receivedMs:
          Math.max(sent, heldBackTo) + 1000 + ((Math.floor((10 * i) / everyS) * 37) % 11) * 100,
      };
    });

  test.each<[string, number, { everyS?: number }]>([
    ['8 h ahead', 8 * HOUR_MS, {}],
    ['5 min ahead', 5 * MINUTE_MS, {}],
    ['8 h behind', -8 * HOUR_MS, {}],
    ['a day behind', -DAY_MS, {}],
    ['8 h ahead, reporting once a minute', 8 * HOUR_MS, { everyS: 60 }],
  ])('a walk told by a clock %s is placed when it was taken, and accused of nothing', (_, aheadMs, way) => {
    const fixes = untold(aheadMs, way);
    expect(worstS(fixes)).toBeLessThanOrEqual(3);
    const verdict = judgePatrol(patrolOf(fixes));
    expect(verdict.outcome).toBe('completed');
    expect(verdict.signals.filter(({ strength }) => strength === 'strong')).toEqual([]);
    expect(verdict.clock![0]!.aheadMs / 1000).toBeCloseTo(aheadMs / 1000, -1);
  });

  test('a walk told by a clock set three times in 40 minutes is accused of nothing', () => {
    const clock = setAt([40, 10], [55, -10], [75, 10]);
    const fixes = untold(0).map((fix) => ({ ...fix, t: fix.t + clock(fix.t) }));
    expect(worstS(fixes)).toBeLessThanOrEqual(3);
    expect(judgePatrol(patrolOf(fixes)).outcome).toBe('completed');
  });

  test('a stray from the time to come moves no other', () => {
    const fixes = untold(0).map((fix, i) => (i === 40 ? { ...fix, t: fix.t + 8 * HOUR_MS } : fix));
    expect(placeByClock(fixes).clock).toEqual([]);
  });

  test.each<[string, Fix[]]>([
    ['was right', untold(0)],
    ['was right, and held all back for hours', untold(0, { heldBackTo: minute(600) })],
    ['was right, and held half of it back', untold(0, { heldBackTo: minute(60) })],
    [
      'was right, and sent what it held back one by one, fast',
      untold(0).map((fix, i) => ({ ...fix, receivedMs: minute(600) + i * 40 })),
    ],
    [
      'was right, and sent what it held back one by one, at half the pace of walking',
      untold(0).map((fix, i) => ({ ...fix, receivedMs: minute(600) + i * 5_000 })),
    ],
  ])('a clock that %s moves no time', (_, fixes) => {
    expect(placeByClock(fixes).clock).toEqual([]);
    expect(worstS(fixes)).toBe(0);
  });
});
