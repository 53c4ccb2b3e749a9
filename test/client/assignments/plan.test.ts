import { expect, test } from 'vitest';
import {
  byShift,
  endAt,
  giveFrom,
  redate,
  type Shifts,
  standOf,
  takeOff,
} from '../../../client/assignments/plan.ts';
import { layOver, type Spell } from '../../../server/contract/people/lay-over.ts';

/** A moment of the first day of June by its hour, UTC. */
const at = (hour: number) => new Date(Date.UTC(2026, 5, 1, hour)).toISOString();
const spell = (target: string, from: number, to: number | null): Spell => ({
  ...{ target, from: at(from), to: to === null ? null : at(to) },
});

test('what is given without an end holds until what is planned next, or in place of all of it', () => {
  const history = [spell('A', 0, 10), spell('B', 10, null)];
  expect(layOver(history, giveFrom(history, spell('C', 4, null)))).toEqual([
    spell('A', 0, 4),
    spell('C', 4, 10),
    spell('B', 10, null),
  ]);
  const alone = giveFrom(history, spell('C', 4, null), { inPlaceOfAll: true });
  expect(layOver(history, alone)).toEqual([spell('A', 0, 4), spell('C', 4, null)]);
});

test('what is ended leaves what comes later; what is planned and taken off stays with whom it is', () => {
  const history = [spell('A', 0, 4), spell('B', 4, 8), spell('A', 8, null)];
  expect(layOver(history, endAt(history[1]!, at(6)))).toEqual([
    spell('A', 0, 4),
    spell('B', 4, 6),
    spell('A', 8, null),
  ]);
  expect(layOver(history, takeOff(history, history[1]!))).toEqual([spell('A', 0, null)]);
});

test('other times move the handover on both sides', () => {
  const history = [spell('A', 0, 4), spell('B', 4, 8), spell('C', 8, null)];
  const moved = (from: number, to: number | null) =>
    layOver(
      history,
      redate(history, history[1]!, { from: at(from), to: to === null ? null : at(to) }),
    );
  expect(moved(5, 7)).toEqual([spell('A', 0, 5), spell('B', 5, 7), spell('C', 7, null)]);
  expect(moved(3, 9)).toEqual([spell('A', 0, 3), spell('B', 3, 9), spell('C', 9, null)]);
  expect(moved(4, null)).toEqual([spell('A', 0, 4), spell('B', 4, null)]);
});

const shifts: Shifts = {
  shifts: [
    { target: 'A', from: '08:00', to: '12:00' },
    { target: 'B', from: '22:00', to: '04:00' },
  ],
  ...{ firstDay: '2026-06-01', lastDay: '2026-06-03', weekdays: [1, 3] },
};
const laid = (nowMs: number) => byShift(shifts, { nowMs, timeZone: 'Asia/Shanghai' });

test('shifts are laid by the clock of the place, on the days of the week that are told, over midnight too', () => {
  expect(laid(Date.UTC(2026, 4, 31))).toEqual({
    from: at(0),
    to: at(48 + 20),
    given: [spell('A', 0, 4), spell('B', 14, 20), spell('A', 48, 52), spell('B', 62, 68)],
  });
});

test('of shifts that have begun, what has passed stays as it was', () => {
  expect(laid(Date.UTC(2026, 5, 1, 16))).toEqual({
    from: at(16),
    to: at(68),
    given: [spell('B', 16, 20), spell('A', 48, 52), spell('B', 62, 68)],
  });
  expect(laid(Date.UTC(2026, 5, 4))).toBeNull();
});

test('an assignment is to come, runs from its first moment, and has ended with its last', () => {
  const one = spell('A', 4, 8);
  expect([3, 4, 7, 8].map((hour) => standOf(one, Date.parse(at(hour))))).toEqual([
    ...['planned', 'running', 'running', 'ended'],
  ]);
});
