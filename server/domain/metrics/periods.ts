import type { Period } from '../../contract/metrics/metrics.ts';
import { DAY_MS } from '../../contract/units.ts';

const parse = (day: string) => new Date(`${day}T00:00:00Z`);
const format = (date: Date) => date.toISOString().slice(0, 10);

/** Local days as plain dates: no zone, no clock. */
export const addDays = (day: string, days: number): string =>
  format(new Date(parse(day).getTime() + days * DAY_MS));

export const daysBetween = (from: string, to: string): number =>
  Math.round((parse(to).getTime() - parse(from).getTime()) / DAY_MS);

/** Whether a text is a day the calendar has, YYYY-MM-DD. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(parse(text).getTime()) &&
  format(parse(text)) === text;

/** Whether a day lies in the years that can be asked about. */
export const isWithinReach = (day: string): boolean => day >= '1970-01-01' && day < '3000-01-01';

const month = (day: string, back: number) => {
  const date = parse(day);
  // Not by Date.UTC, which takes the year 50 for 1950.
  date.setUTCMonth(date.getUTCMonth() - back, 1);
  return format(date);
};

const STARTS: Record<Period, (day: string) => string> = {
  day: (day) => day,
  // ISO weeks, Monday first.
  week: (day) => addDays(day, -((parse(day).getUTCDay() + 6) % 7)),
  month: (day) => month(day, 0),
  quarter: (day) => month(day, parse(day).getUTCMonth() % 3),
  year: (day) => month(day, parse(day).getUTCMonth()),
};

const ENDS: Record<Period, (start: string) => string> = {
  day: (start) => addDays(start, 1),
  week: (start) => addDays(start, 7),
  month: (start) => month(start, -1),
  quarter: (start) => month(start, -3),
  year: (start) => month(start, -12),
};

/** One calendar period, cut to what was asked for. Days from `from` to before `to`. */
export interface Span {
  from: string;
  to: string;
  whole: boolean;
}

/** The calendar period a day lies in, from its first day to the day after its last. */
export const periodOf = (day: string, period: Period): { from: string; to: string } => {
  const from = STARTS[period](day);
  return { from, to: ENDS[period](from) };
};

/** The whole calendar period before the one a day lies in. */
export const periodBefore = (day: string, period: Period): { from: string; to: string } =>
  periodOf(addDays(STARTS[period](day), -1), period);

/** What names one whole calendar period, and its first day. */
const NAMED = {
  month: { form: /^(\d{4})-(\d{2})$/, says: 'YYYY-MM', monthOf: (part: number) => part },
  quarter: {
    form: /^(\d{4})-Q([1-4])$/,
    says: 'YYYY-Q1 to -Q4',
    monthOf: (part: number) => part * 3 - 2,
  },
  year: { form: /^(\d{4})$/, says: 'YYYY', monthOf: () => 1 },
} as const;
export type NamedPeriod = keyof typeof NAMED;
export const NAMED_PERIODS = Object.keys(NAMED) as NamedPeriod[];
export const formOf = (period: NamedPeriod): string => NAMED[period].says;

export const isNamedPeriod = (period: Period): period is NamedPeriod =>
  NAMED_PERIODS.some((named) => named === period);

/** The name of the period that begins on a day, such as 2026-10, 2026-Q4 or 2026. */
export const periodName = (period: NamedPeriod, from: string): string => {
  const [year, month] = from.split('-') as [string, string];
  return { month: `${year}-${month}`, quarter: `${year}-Q${Math.ceil(Number(month) / 3)}`, year }[
    period
  ];
};

/** The days of a period by its name, such as 2026-10, 2026-Q4 or 2026; undefined where there is none of that name. */
export function periodNamed(
  period: NamedPeriod,
  name: string,
): { from: string; to: string } | undefined {
  const { form, monthOf } = NAMED[period];
  const match = form.exec(name);
  if (!match) return undefined;
  const first = `${match[1]}-${String(monthOf(Number(match[2]))).padStart(2, '0')}-01`;
  return isDay(first) ? periodOf(first, period) : undefined;
}

/** The calendar periods from `from` to before `to`, in order, the first and last cut where they reach beyond. */
export function spansOf(from: string, to: string, period: Period): Span[] {
  const spans: Span[] = [];
  for (let at = from; at < to; ) {
    const whole = periodOf(at, period);
    const end = whole.to < to ? whole.to : to;
    spans.push({ from: at, to: end, whole: at === whole.from && end === whole.to });
    at = end;
  }
  return spans;
}
