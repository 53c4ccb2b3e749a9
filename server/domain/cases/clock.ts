import { DAY_MS, MINUTE_MS } from '../../contract/units.ts';
import { clockMinutes, localDayAt, momentOf } from '../time/local-time.ts';
import type { Stretch } from './standing.ts';

/** What time counts: all of it, or working hours of working days. */
export interface Clock {
  time: 'calendar' | 'working';
  /** IANA time zone. */
  timeZone: string;
  /** Of a working day, HH:MM. */
  workingHours: { from: string; to: string };
  /** Whether a local day, YYYY-MM-DD, is one of work. */
  isWorkingDay: (day: string) => boolean;
}

/** Local days looked ahead for working time: a calendar without any would never end. */
const DAYS_MAX = 4_000;

/** Stretches from a moment on in which a clock runs and does not stand. */
function* running(from: number, clock: Clock, stops: readonly Stretch[]): Generator<Stretch> {
  for (const counted of clock.time === 'calendar'
    ? [{ from, to: Number.POSITIVE_INFINITY }]
    : workingTime(from, clock)) {
    let start = Math.max(counted.from, from);
    for (const stop of stops) {
      if (stop.to <= start) continue;
      if (stop.from >= counted.to) break;
      if (stop.from > start) yield { from: start, to: stop.from };
      start = Math.max(start, stop.to);
    }
    if (start < counted.to) yield { from: start, to: counted.to };
  }
}

function* workingTime(
  from: number,
  { isWorkingDay, timeZone, workingHours }: Clock,
): Generator<Stretch> {
  const [opens, closes] = [workingHours.from, workingHours.to].map(clockMinutes) as [
    number,
    number,
  ];
  const first = localDayAt(from, timeZone);
  for (let day = first; day < first + DAYS_MAX; day++) {
    const midnight = day * DAY_MS;
    if (!isWorkingDay(new Date(midnight).toISOString().slice(0, 10))) continue;
    const stretch = {
      from: momentOf(midnight + opens * MINUTE_MS, timeZone),
      to: momentOf(midnight + closes * MINUTE_MS, timeZone),
    };
    if (stretch.to > from) yield stretch;
  }
}

/** When so much of a clock's time, ms, will have run since a moment; Infinity where it never will. */
export function momentAfter(
  from: number,
  lastsMs: number,
  clock: Clock,
  stops: readonly Stretch[],
): number {
  let left = lastsMs;
  for (const stretch of running(from, clock, stops)) {
    const length = stretch.to - stretch.from;
    if (length >= left) return stretch.from + left;
    left -= length;
  }
  return Number.POSITIVE_INFINITY;
}
