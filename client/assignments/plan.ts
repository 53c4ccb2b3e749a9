import dayjs from 'dayjs';
import { cutTo, type Range, type Spell, untilMs } from '../../server/contract/people/lay-over.ts';
import { dayAfter, daysFrom } from '../format.ts';
import type { Change } from './api.ts';

export type Stand = 'planned' | 'running' | 'ended';

/** Where an assignment stands at a moment, Unix ms. */
export const standOf = ({ from, to }: Range, atMs: number): Stand =>
  Date.parse(from) > atMs ? 'planned' : untilMs(to) <= atMs ? 'ended' : 'running';

const sinceMs = ({ from }: Range): number => Date.parse(from);
const earlier = (one: string, other: string) =>
  Date.parse(one) <= Date.parse(other) ? one : other;
const later = (one: string, other: string) => (earlier(one, other) === one ? other : one);
const lastTo = (one: string | null, other: string | null) =>
  one === null || other === null ? null : later(one, other);

/** Who has it right before and right after a spell. */
const besides = (history: readonly Spell[], spell: Range) => ({
  before: history.find(({ to }) => untilMs(to) === sinceMs(spell)),
  after: history.find(({ from }) => Date.parse(from) === untilMs(spell.to)),
});

/** What is planned to begin after a moment (ISO). */
export const plannedAfter = (history: readonly Spell[], from: string): Spell[] =>
  history
    .filter((spell) => sinceMs(spell) > Date.parse(from))
    .sort((a, b) => sinceMs(a) - sinceMs(b));

/** Gives from a moment on: until told, else until what is planned next begins, or for good in place of all that is planned. */
export function giveFrom(
  history: readonly Spell[],
  { from, target, to }: Spell,
  { inPlaceOfAll = false } = {},
): Change {
  const next = inPlaceOfAll ? undefined : plannedAfter(history, from)[0];
  const until = to ?? next?.from ?? null;
  return { from, to: until, given: [{ target, from, to: until }] };
}

/** Ends what runs at a moment, ISO. */
export const endAt = ({ from, to }: Range, at: string): Change => ({
  from: later(from, at),
  to,
  given: [],
});

/** Takes off what is planned: who has it until then keeps it. */
export function takeOff(history: readonly Spell[], { from, to }: Range): Change {
  const { before } = besides(history, { from, to });
  return { from, to, given: before ? [{ target: before.target, from, to }] : [] };
}

/** Gives a spell other times. Who had it right before or has it right after it, has it until it begins and from when it ends. */
export function redate(history: readonly Spell[], spell: Spell, { from, to }: Range): Change {
  const { after, before } = besides(history, spell);
  return {
    from: earlier(from, spell.from),
    to: lastTo(to, spell.to),
    given: [
      ...(before && Date.parse(from) > sinceMs(spell)
        ? [{ target: before.target, from: spell.from, to: from }]
        : []),
      { target: spell.target, from, to },
      ...(after && to !== null && untilMs(to) < untilMs(spell.to)
        ? [{ target: after.target, from: to, to: spell.to }]
        : []),
    ],
  };
}

export interface Shift {
  target: string;
  /** By the clock, HH:mm; one that ends no later than it begins ends on the day after. */
  from: string;
  to: string;
}

export interface Shifts {
  shifts: readonly Shift[];
  /** YYYY-MM-DD, both among them. */
  firstDay: string;
  lastDay: string;
  /** ISO, Monday is 1. */
  weekdays: readonly number[];
}

/** Who has it in which shift of each day, by the clock of a time zone; what has passed by now (Unix ms) stays as it was. null: all has passed. */
export function byShift(
  { firstDay, lastDay, shifts, weekdays }: Shifts,
  { nowMs, timeZone }: { nowMs: number; timeZone: string },
): Change | null {
  const at = (day: string, time: string) => dayjs.tz(`${day} ${time}`, timeZone).toISOString();
  const days = daysFrom(firstDay, lastDay).filter((day) =>
    weekdays.includes(((dayjs.utc(day).day() + 6) % 7) + 1),
  );
  const spells = days.flatMap((day) =>
    shifts.map(({ from, target, to }) => ({
      ...{ target, from: at(day, from) },
      to: at(to <= from ? dayAfter(day) : day, to),
    })),
  );
  const first = spells.map(({ from }) => from).reduce(earlier, '9999-12-31T00:00:00.000Z');
  const last = spells.map(({ to }) => to).reduce(later, new Date(0).toISOString());
  const range = { from: later(first, new Date(nowMs).toISOString()), to: last };
  if (spells.length === 0 || Date.parse(range.from) >= Date.parse(last)) return null;
  return { ...range, given: cutTo(spells, range) };
}
