import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../contract/units.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();
const QUARTER_MS = 15 * MINUTE_MS;
/** Quarters a zone's offset is remembered of: ten years by the hour. */
const REMEMBERED = 100_000;

/** Minutes a time zone is ahead of UTC at a moment. Zone changes fall on quarter hours, so those are remembered. */
export function offsetMinutes(t: number, timeZone: string): number {
  let ofZone = offsets.get(timeZone);
  if (!ofZone) {
    ofZone = new Map();
    offsets.set(timeZone, ofZone);
  }
  const quarter = Math.floor(t / QUARTER_MS);
  let offset = ofZone.get(quarter);
  if (offset === undefined) {
    if (ofZone.size > REMEMBERED) ofZone.clear();
    offset = readOffset(quarter * QUARTER_MS, timeZone);
    ofZone.set(quarter, offset);
  }
  return offset;
}

function readOffset(t: number, timeZone: string): number {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  const part = Object.fromEntries(
    formatter.formatToParts(t).map(({ type, value }) => [type, Number(value)]),
  );
  return (
    (Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!) - t) / MINUTE_MS
  );
}

export interface LocalClock {
  /** Minutes since local midnight. */
  minute: number;
  /** ISO weekday, Monday is 1. */
  weekday: number;
}

export interface LocalTime extends LocalClock {
  /** YYYY-MM-DD in the zone. */
  day: string;
}

/** What a wall clock in the time zone shows at Unix ms `t`, as text: YYYY-MM-DD HH:mm:ss.sss, of which a reader takes a part. */
export const wallText = (t: number, timeZone: string): string =>
  new Date(t + offsetMinutes(t, timeZone) * MINUTE_MS).toISOString().slice(0, -1).replace('T', ' ');

/** What a wall clock in the time zone shows at Unix ms `t`. */
export function localClock(t: number, timeZone: string): LocalClock {
  const local = t + offsetMinutes(t, timeZone) * MINUTE_MS;
  const day = Math.floor(local / DAY_MS);
  return {
    minute: Math.floor((local - day * DAY_MS) / MINUTE_MS),
    // Day 0, 1970-01-01, was a Thursday.
    weekday: ((((day + 3) % 7) + 7) % 7) + 1,
  };
}

/** What a wall clock and calendar in the time zone show at Unix ms `t`. */
export function localTime(t: number, timeZone: string): LocalTime {
  const local = new Date(t + offsetMinutes(t, timeZone) * MINUTE_MS);
  return { ...localClock(t, timeZone), day: local.toISOString().slice(0, 10) };
}

/** `HH:MM` as minutes since midnight. */
export function clockMinutes(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** Hour of the week in a time zone, 0 being Monday 00:00, of an hour counted from 1970 in UTC. */
export const hourOfWeekIn =
  (timeZone: string) =>
  (utcHour: number): number => {
    const { minute, weekday } = localClock(utcHour * HOUR_MS, timeZone);
    return (weekday - 1) * 24 + Math.floor(minute / 60);
  };

/** Local days since 1970-01-01 at a moment, Unix ms. */
export const localDayAt = (t: number, timeZone: string): number =>
  Math.floor((t + offsetMinutes(t, timeZone) * MINUTE_MS) / DAY_MS);

/**
 * Unix ms at which clocks in a zone show a time, given as the Unix ms at which clocks in UTC do. Of a time they skip, what it would be had they
 * not changed, as PostgreSQL has it: a day whose midnight they skip begins where they go on.
 */
export function momentOf(wallMs: number, timeZone: string): number {
  const momentBy = (t: number) => wallMs - offsetMinutes(t, timeZone) * MINUTE_MS;
  const guess = momentBy(wallMs);
  // By the offset that holds then, where it changes in between.
  const found = momentBy(guess);
  return momentBy(found) === found ? found : Math.max(guess, found);
}

/** Unix ms at which a local day, counted from 1970-01-01, begins. */
export const startOfDay = (day: number, timeZone: string): number =>
  momentOf(day * DAY_MS, timeZone);
