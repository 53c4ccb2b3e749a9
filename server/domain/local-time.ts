const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
const QUARTER_MS = 15 * 60_000;

/** Minutes a time zone is ahead of UTC at a moment. Zone changes fall on quarter hours, so those are remembered. */
export function offsetMinutes(t: number, timeZone: string): number {
  const quarter = Math.floor(t / QUARTER_MS);
  const key = `${timeZone} ${quarter}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    if (offsets.size > 10_000) offsets.clear();
    offset = readOffset(quarter * QUARTER_MS, timeZone);
    offsets.set(key, offset);
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
  return (Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!) - t) / 60_000;
}

export interface LocalTime {
  /** YYYY-MM-DD in the zone. */
  day: string;
  /** Minutes since local midnight. */
  minute: number;
  /** ISO weekday, Monday is 1. */
  weekday: number;
}

/** What a wall clock and calendar in the time zone show at Unix ms `t`. */
export function localTime(t: number, timeZone: string): LocalTime {
  const local = new Date(t + offsetMinutes(t, timeZone) * 60_000);
  return {
    day: local.toISOString().slice(0, 10),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
    weekday: local.getUTCDay() || 7,
  };
}

/** `HH:MM` as minutes since midnight. */
export function clockMinutes(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
