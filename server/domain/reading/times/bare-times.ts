import { DAY_MS } from '../../../contract/units.ts';
import type { ClockTime } from './instants.ts';

/** A time of a bare number: a moment, Unix ms, or what a clock showed. */
export type BareTime = { t: number } | { clock: ClockTime };

/** Moments a bare number may plausibly name: since 2000, until 2033. */
const FROM_MS = Date.UTC(2000, 0, 1);
const UNTIL_MS = Date.UTC(2033, 0, 1);
/** 1899-12-30, day 0 of a spreadsheet (its 1900 was a leap year). */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30);

const unix = (perSecond: number) => (value: number) => {
  const t = Math.round((value / perSecond) * 1000);
  return t >= FROM_MS && t < UNTIL_MS ? { t } : null;
};

const clockOf = (t: number): ClockTime => {
  const date = new Date(t);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    ms: date.getUTCMilliseconds(),
  };
};

const compact = (value: number, text: string): BareTime | null => {
  const match = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(\d{3})?)?)?)?$/.exec(text);
  if (!match || value !== Number(text)) return null;
  const [year, month, day, hour = 0, minute = 0, second = 0, ms = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return { clock: { year: year!, month: month!, day: day!, hour, minute, second, ms } };
};

interface BareForm {
  /** What it may be; null where it is not plausible. */
  read: (value: number, text: string) => BareTime | null;
  /** Taken without being told. */
  guessed: boolean;
}

/** What a bare number may stand for. Ranges of those that are guessed do not meet. */
export const BARE_FORMS = {
  yyyymmdd: { read: compact, guessed: true },
  'unix-s': { read: unix(1), guessed: true },
  'unix-ms': { read: unix(1e3), guessed: true },
  'unix-us': { read: unix(1e6), guessed: true },
  'unix-ns': { read: unix(1e9), guessed: true },
  // Spreadsheets show whole seconds, and their fractions of a day are a few microseconds off them.
  excel: {
    read: (value) =>
      value >= 1 && value < 110_000
        ? { clock: clockOf(Math.round((EXCEL_EPOCH_MS + value * DAY_MS) / 1000) * 1000) }
        : null,
    guessed: false,
  },
  days: {
    read: (value) => (Math.abs(value) < 30_000 ? { t: value * DAY_MS } : null),
    guessed: false,
  },
} as const satisfies Record<string, BareForm>;
export type BareFormat = keyof typeof BARE_FORMS;

/** The first form under which a bare number is plausible, of those that are guessed and those that are `also` allowed. */
export function readBare(
  text: string,
  also: readonly BareFormat[],
): { form: BareFormat; time: BareTime } | null {
  const value = Number(text);
  for (const [form, { read, guessed }] of Object.entries(BARE_FORMS) as [BareFormat, BareForm][]) {
    const time = guessed || also.includes(form) ? read(value, text) : null;
    if (time) return { form, time };
  }
  return null;
}
