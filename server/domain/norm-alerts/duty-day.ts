import type { NormRules } from '../../contract/norms/norm.ts';
import { MINUTE_MS } from '../../contract/units.ts';
import { addDays } from '../metrics/periods.ts';
import { clockMinutes, localTime, momentOf } from '../time/local-time.ts';
import { isDutyDay, NO_HOLIDAYS } from '../time/working-day.ts';

/** Half-open, Unix ms. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** One local day's duty as moments. */
export interface DutyDay extends Span {
  /** YYYY-MM-DD; hours across midnight belong to the day they start on. */
  day: string;
  /** Until here fixes are taken: the end of duty and its grace. */
  lastMs: number;
  /** Staggered hours in order, cut to the hours of duty; empty: any time. */
  windows: Span[];
}

type Hours = Pick<
  NormRules,
  'dutyDays' | 'dutyHours' | 'dutyGraceMinutes' | 'observesHolidays' | 'windows'
>;

/** The duty that a moment lies in, with the grace at its end; null off duty. Of two that meet, the later. */
export function dutyDayAt(
  t: number,
  timeZone: string,
  rules: Hours,
  calendar = NO_HOLIDAYS,
): DutyDay | null {
  const today = localTime(t, timeZone).day;
  for (const day of [today, addDays(today, -1)]) {
    const duty = dutyDay(day, timeZone, rules);
    if (isDutyDay(day, rules, calendar) && duty.fromMs <= t && t < duty.lastMs) return duty;
  }
  return null;
}

function dutyDay(day: string, timeZone: string, rules: Hours): DutyDay {
  const { from, to } = rules.dutyHours;
  const hours = spanOf(day, timeZone, { from, to }, 0);
  const lastMs = hours.toMs + rules.dutyGraceMinutes * MINUTE_MS;
  const windows = rules.windows
    .map((window) => {
      const span = spanOf(day, timeZone, window, 0);
      return span.toMs <= hours.fromMs ? spanOf(day, timeZone, window, 1) : span;
    })
    .map(({ fromMs, toMs }) => ({
      fromMs: Math.max(fromMs, hours.fromMs),
      toMs: Math.min(toMs, lastMs),
    }))
    .filter(({ fromMs, toMs }) => fromMs < toMs)
    .sort((a, b) => a.fromMs - b.fromMs);
  return { day, ...hours, lastMs, windows };
}

/** Wall clocks of a day, `shift` days later, as moments; the last minute is part of it. */
function spanOf(
  day: string,
  timeZone: string,
  clocks: { from: string; to: string },
  shift: number,
) {
  const [from, to] = [clockMinutes(clocks.from), clockMinutes(clocks.to)];
  const end = to < from ? to + 1440 : to;
  return {
    fromMs: atMinute(day, from + shift * 1440, timeZone),
    toMs: atMinute(day, end + shift * 1440 + 1, timeZone),
  };
}

const atMinute = (day: string, minute: number, timeZone: string) =>
  momentOf(Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS, timeZone);
