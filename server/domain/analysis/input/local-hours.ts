import { HOUR_MS } from '../../../contract/units.ts';

const WEEK_H = 168;

/**
 * Hour of the week in a time zone, 0 being Monday 00:00, of an hour counted from 1970 in UTC. Offsets
 * are looked up once an hour; zones are IANA names.
 */
export function hourOfWeekIn(timeZone: string): (utcHour: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  const seen = new Map<number, number>();
  return (utcHour) => {
    const known = seen.get(utcHour);
    if (known !== undefined) return known;
    const parts = format.formatToParts(utcHour * HOUR_MS);
    const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
    const hour = weekdays.indexOf(part('weekday')) * 24 + Number(part('hour'));
    seen.set(utcHour, hour);
    return hour;
  };
}

/**
 * Adds a moment, or an interval by its aoristic shares, to 168 hours of the week. Intervals of a year
 * and longer say nothing of the hour and are spread evenly.
 */
export function addHoursOfWeek(
  profile: Float64Array,
  startMs: number,
  endMs: number,
  hourOfWeek: (utcHour: number) => number,
) {
  const from = startMs / HOUR_MS;
  const to = endMs / HOUR_MS;
  if (from === to) {
    profile[hourOfWeek(Math.floor(from))]! += 1;
    return;
  }
  if (to - from >= 52 * WEEK_H) {
    for (let hour = 0; hour < WEEK_H; hour++) profile[hour]! += 1 / WEEK_H;
    return;
  }
  for (let hour = Math.floor(from); hour < to; hour++) {
    const overlap = Math.min(to, hour + 1) - Math.max(from, hour);
    profile[hourOfWeek(hour)]! += overlap / (to - from);
  }
}
