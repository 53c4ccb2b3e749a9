import dayjs, { type Dayjs } from 'dayjs';
import type { Period } from '../../server/contract/metrics/metrics.ts';
import { dayBefore } from '../format.ts';

const text = (day: Dayjs): string => day.format('YYYY-MM-DD');

/** First day of the calendar period that holds a day; weeks begin on Monday. */
const STARTS: Record<Period, (day: Dayjs) => Dayjs> = {
  day: (day) => day,
  week: (day) => day.subtract((day.day() + 6) % 7, 'day'),
  month: (day) => day.startOf('month'),
  quarter: (day) => day.startOf('month').subtract(day.month() % 3, 'month'),
  year: (day) => day.startOf('year'),
};

const STEPS: Record<Period, (day: Dayjs, by: number) => Dayjs> = {
  day: (day, by) => day.add(by, 'day'),
  week: (day, by) => day.add(7 * by, 'day'),
  month: (day, by) => day.add(by, 'month'),
  quarter: (day, by) => day.add(3 * by, 'month'),
  year: (day, by) => day.add(by, 'year'),
};

/** Local days of a calendar period, from its first to the day after its last, YYYY-MM-DD. */
export interface Span {
  from: string;
  to: string;
}

/** The calendar period a day lies in, moved by some periods. */
export const spanAt = (day: string, period: Period, by = 0): Span => {
  const from = STEPS[period](STARTS[period](dayjs(day)), by);
  return { from: text(from), to: text(STEPS[period](from, 1)) };
};

/**
 * The period of a length chosen while another is on show: a longer one is that around it, a shorter one the last in it that holds a day that is
 * over, else today. Of today nothing is known yet.
 */
export const spanChosen = (shown: Span, period: Period, todayText: string): Span => {
  const known = shown.from < todayText ? dayBefore(todayText) : todayText;
  const last = dayBefore(shown.to);
  return spanAt(last < known ? last : known, period);
};

/** The same day of the year before; of 29 February the 28th. */
export const yearBefore = (day: string): string => text(dayjs(day).subtract(1, 'year'));

/** ISO 8601 week with its year: the week belongs to the year of its Thursday. */
const weekText = (from: Dayjs): string => {
  const thursday = from.add(3, 'day');
  const week = Math.floor(thursday.diff(thursday.startOf('year'), 'day') / 7) + 1;
  return `${thursday.year()}-W${String(week).padStart(2, '0')}`;
};

const NAMES: Record<Period, (from: Dayjs) => string> = {
  day: text,
  week: weekText,
  month: (from) => from.format('YYYY-MM'),
  quarter: (from) => `${from.year()}-Q${from.month() / 3 + 1}`,
  year: (from) => String(from.year()),
};

/** A calendar period by its first day: `2026-11-22`, `2026-W47`, `2026-11`, `2026-Q4`. */
export const spanName = (from: string, period: Period): string => NAMES[period](dayjs(from));
