import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { declaredPatrols, type Press } from '../../../server/domain/days/declared-patrols.ts';

const press = (kind: Press['kind'], minute: number, more: Partial<Press> = {}): Press => ({
  kind,
  atMs: minute * MINUTE_MS,
  deviceMs: minute * MINUTE_MS,
  gridId: kind === 'start' ? 1 : null,
  startMs: null,
  isUnplaced: false,
  ...more,
});
const start = (minute: number, more?: Partial<Press>) => press('start', minute, more);
const end = (minute: number, more?: Partial<Press>) => press('end', minute, more);

/** Minutes from when to when, and until when the end is guessed. */
const patrols = (presses: Press[], nowMin = 24 * 60) =>
  declaredPatrols(presses, nowMin * MINUTE_MS).map(({ startMs, endMs, guessedUntilMs }) =>
    [startMs, endMs, guessedUntilMs].map((ms) => ms && ms / MINUTE_MS),
  );

describe('declared patrols', () => {
  it.each<[string, Press[], ReturnType<typeof patrols>]>([
    ['begin and end', [start(60), end(120)], [[60, 120, null]]],
    [
      'end where the next begins if nobody said',
      [start(60), start(120), end(180)],
      [
        [60, 120, 120],
        [120, 180, null],
      ],
    ],
    ['last half a day at most if nobody said', [start(60)], [[60, 780, 780]]],
    ['do not end with what was pressed a day later', [start(60), end(1500)], [[60, 780, 780]]],
    [
      'begin once when the button is pressed twice',
      [start(60), start(61), end(120)],
      [[60, 120, null]],
    ],
    [
      'begin anew after an end, however soon',
      [start(60), end(61), start(62), end(120)],
      [
        [60, 61, null],
        [62, 120, null],
      ],
    ],
    [
      'end with the end that names them',
      [start(60), end(90, { startMs: 5 }), end(120, { startMs: 60 * MINUTE_MS })],
      [[60, 120, null]],
    ],
    [
      'begin once when pressed again on another handheld and ended on the first',
      [start(60), start(85), end(120, { startMs: 60 * MINUTE_MS })],
      [[60, 120, null]],
    ],
    [
      'are two where the end of the first was forgotten, though its handheld names it hours later',
      [start(60), start(300), end(340, { startMs: 60 * MINUTE_MS })],
      [
        [60, 300, 300],
        [300, 1020, 1020],
      ],
    ],
    [
      'are none where the start is not placed and the end is: the track says when it was',
      [
        start(100, { isUnplaced: true, deviceMs: 540 * MINUTE_MS }),
        end(90, { startMs: 540 * MINUTE_MS }),
      ],
      [],
    ],
    [
      'end when they were told, as long as they say, where neither press is placed',
      [
        start(10),
        end(50),
        start(100, { isUnplaced: true, deviceMs: 540 * MINUTE_MS }),
        end(101, { isUnplaced: true, deviceMs: 580 * MINUTE_MS, startMs: 540 * MINUTE_MS }),
      ],
      [
        [10, 50, null],
        [61, 101, null],
      ],
    ],
    [
      'end at the latest with what came in, where its own clock cannot say when',
      [
        start(60),
        end(180, { isUnplaced: true, deviceMs: 58 * MINUTE_MS, startMs: 60 * MINUTE_MS }),
      ],
      [[60, 180, 180]],
    ],
    [
      'end with an end that is placed before one that is not',
      [start(60), end(90, { isUnplaced: true, startMs: 60 * MINUTE_MS }), end(120)],
      [[60, 120, null]],
    ],
    ['need a grid', [start(60, { gridId: null }), end(120)], []],
    ['need a start', [end(120)], []],
  ])('%s', (_, presses, expected) => {
    expect(patrols(presses)).toEqual(expected);
  });

  it('are under way until then', () => {
    expect(patrols([start(60)], 70)).toEqual([[60, null, null]]);
  });

  it('are the same in whatever order presses come', () => {
    const any = fc.record({
      kind: fc.constantFrom('start' as const, 'end' as const),
      minute: fc.integer({ min: 1, max: 2_000 }),
      named: fc.option(fc.integer({ min: 1, max: 2_000 })),
      isUnplaced: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), fc.func(fc.integer()), (drawn, by) => {
        const presses = drawn.map(({ kind, minute, named, isUnplaced }) =>
          press(kind, minute, {
            startMs: kind === 'end' && named ? named * MINUTE_MS : null,
            ...(isUnplaced ? { isUnplaced, deviceMs: (2_000 + (minute % 40)) * MINUTE_MS } : {}),
          }),
        );
        const shuffled = [...presses].sort((a, b) => by(a) - by(b));
        const found = declaredPatrols(presses, 48 * HOUR_MS);
        expect(declaredPatrols(shuffled, 48 * HOUR_MS)).toEqual(found);
        // They follow each other and never overlap.
        for (const [i, { startMs, endMs }] of found.entries()) {
          expect(endMs! >= startMs).toBe(true);
          if (found[i + 1]) expect(endMs! <= found[i + 1]!.startMs).toBe(true);
        }
      }),
    );
  });
});
