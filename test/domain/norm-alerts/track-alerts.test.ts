import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NormAlert } from '../../../server/contract/console/console.ts';
import { episodesOf } from '../../../server/domain/norm-alerts/episodes-of.ts';
import { at, facts, minuteOfMs, minutes, patrol, type Step } from './support.ts';

/** [since, due, until] of the episodes of a kind, in minutes after eight. */
function episodes(
  kind: NormAlert,
  steps: readonly Step[],
  { now = 120, patrols = [patrol(0, null)] } = {},
) {
  const found = episodesOf(facts({ steps, patrols, rules: { windows: [] } }), at(now)) ?? [];
  return found
    .filter((episode) => episode.kind === kind)
    .map(({ sinceMs, dueMs, untilMs }) => [sinceMs, dueMs, untilMs].map(minuteOfMs));
}

/** Walks 60 metres a minute along the border, `outM` outside of it. */
const walks = (outM: number) => (minute: number) => ({ outM, alongM: 60 * minute });
/** Rests 100 metres inside, where the receiver trembles by some metres. */
const rests = (minute: number) => ({ outM: -100 + (minute % 3) * 4, alongM: (minute % 5) * 3 });

describe('off grid', () => {
  it.each<[string, Step[], (number | null)[][]]>([
    ['from ten minutes outside', minutes(0, 30, walks(80)), [[0, 10, null]]],
    ['not before', minutes(0, 10, walks(80)), []],
    [
      'ends where being inside began',
      [...minutes(0, 20, walks(80)), ...minutes(20, 30, walks(-50))],
      [[0, 10, 20]],
    ],
    [
      'goes on where coming back was shorter than two minutes',
      [...minutes(0, 20, walks(80)), ...minutes(20, 22, walks(-50)), ...minutes(22, 40, walks(80))],
      [[0, 10, null]],
    ],
    [
      'begins anew after two minutes inside and ten outside',
      [...minutes(0, 20, walks(80)), ...minutes(20, 24, walks(-50)), ...minutes(24, 40, walks(80))],
      [
        [0, 10, 20],
        [24, 34, null],
      ],
    ],
    ['is not near the border', minutes(0, 60, walks(15)), []],
    [
      'is not where positions are no better than the way outside',
      minutes(0, 60, (minute) => ({ ...walks(55)(minute), accuracyM: 58 })),
      [],
    ],
    [
      'is not across a silence: nobody knows where the officer was',
      [...minutes(0, 4, walks(80)), ...minutes(12, 16, walks(80))],
      [],
    ],
  ])('%s', (_, steps, expected) => {
    expect(episodes('off-grid', steps)).toEqual(expected);
  });

  it('is nobody off patrol', () => {
    expect(episodes('off-grid', minutes(0, 60, walks(80)), { patrols: [] })).toEqual([]);
  });

  it('ends with the patrol', () => {
    const ended = { patrols: [patrol(0, 30)] };
    expect(episodes('off-grid', minutes(0, 60, walks(80)), ended)).toEqual([[0, 10, 30]]);
  });
});

describe('idle', () => {
  it.each<[string, Step[], (number | null)[][]]>([
    ['from twenty minutes in one place', minutes(0, 40, rests), [[0, 20, null]]],
    ['not before', minutes(0, 20, rests), []],
    ['not on a walk', minutes(0, 60, walks(-100)), []],
    [
      'ends where walking on began',
      [...minutes(0, 40, rests), ...minutes(40, 50, walks(-100))],
      [[0, 20, 40]],
    ],
    [
      'not while outside: that is another matter',
      minutes(0, 60, (minute) => ({ ...rests(minute), outM: 200 })),
      [],
    ],
  ])('%s', (_, steps, expected) => {
    expect(episodes('idle', steps)).toEqual(expected);
  });
});

describe('silent', () => {
  it.each<[string, Step[], number, (number | null)[][]]>([
    ['from ten minutes without a fix', minutes(0, 5, walks(-50)), 14, [[4, 14, null]]],
    ['not before', minutes(0, 5, walks(-50)), 13, []],
    ['where nothing came at all since the start', [], 30, [[0, 10, null]]],
    [
      'ends with the first fix after it',
      [...minutes(0, 5, walks(-50)), ...minutes(30, 34, walks(-50))],
      33,
      [[4, 14, 30]],
    ],
    [
      'goes on where only a fix or two came',
      [
        ...minutes(0, 5, walks(-50)),
        ...minutes(30, 31, walks(-50)),
        ...minutes(45, 46, walks(-50)),
      ],
      60,
      [[4, 14, null]],
    ],
    ['never was where the fixes of that time came later', minutes(0, 60, walks(-50)), 60, []],
    [
      'is not where fixes come, however bad',
      minutes(0, 60, (minute) => ({ ...walks(-50)(minute), marked: true })),
      60,
      [],
    ],
  ])('%s', (_, steps, now, expected) => {
    expect(episodes('silent', steps, { now })).toEqual(expected);
  });

  it('says nothing of a time whose fixes are not known any more', () => {
    const steps = minutes(60, 90, walks(-50));
    const patrols = [patrol(0, 30), patrol(40, null)];
    const known = facts({ steps, patrols, knownSinceMs: at(60) });
    expect(episodesOf(known, at(90))!.filter(({ kind }) => kind === 'silent')).toEqual([]);
  });

  it('is forgotten a day after a patrol nobody ended', () => {
    const [only] = episodes('silent', [], { now: 60 * 26 });
    expect(only).toEqual([0, 10, 24 * 60]);
  });
});

const anyStep = fc.record({
  minute: fc.double({ min: 0, max: 180, noNaN: true }),
  outM: fc.integer({ min: -200, max: 200 }),
  alongM: fc.integer({ min: 0, max: 400 }),
  accuracyM: fc.integer({ min: 3, max: 80 }),
  marked: fc.boolean(),
});
const anyWalk = fc.array(anyStep, { maxLength: 150 });
const byKind = (steps: readonly Step[], now = 180) =>
  episodesOf(facts({ steps, patrols: [patrol(0, null)] }), at(now))!;

describe('alerts from a track', () => {
  it('do not depend on the order in which fixes arrive, nor on how often', () => {
    fc.assert(
      fc.property(
        anyWalk.chain((steps) =>
          fc.tuple(
            fc.constant(steps),
            fc.shuffledSubarray([...steps, ...steps], { minLength: steps.length * 2 }),
          ),
        ),
        ([steps, arrived]) => {
          expect(byKind(arrived)).toEqual(byKind(steps));
        },
      ),
    );
  });

  it('do not flicker: each holds for its grace, and between two lies the time of hysteresis', () => {
    const grace = { 'off-grid': 10, silent: 10, idle: 20 } as Record<NormAlert, number>;
    fc.assert(
      fc.property(anyWalk, fc.integer({ min: 0, max: 180 }), (steps, now) => {
        const found = byKind(steps, now);
        for (const kind of ['off-grid', 'silent', 'idle'] as const) {
          const own = found.filter((episode) => episode.kind === kind);
          for (const [k, { sinceMs, dueMs, untilMs }] of own.entries()) {
            expect(minuteOfMs(dueMs)! - minuteOfMs(sinceMs)!).toBeCloseTo(grace[kind], 6);
            expect(untilMs ?? at(now)).toBeGreaterThanOrEqual(kind === 'silent' ? dueMs : sinceMs);
            const next = own[k + 1];
            if (next) expect(next.sinceMs - untilMs!).toBeGreaterThanOrEqual(2 * 60_000);
          }
        }
      }),
    );
  });

  it('are none on the border, however the receiver trembles', () => {
    const border = fc.array(fc.integer({ min: -40, max: 20 }), { minLength: 60, maxLength: 120 });
    fc.assert(
      fc.property(border, (noise) => {
        const steps = noise.map((outM, minute) => ({ minute, outM, alongM: minute * 60 }));
        expect(byKind(steps, 120).filter(({ kind }) => kind === 'off-grid')).toEqual([]);
      }),
    );
  });
});
