import { fileNote, fileProblem, type ReadingError } from '../problem.ts';
import { BARE_FORMS, type BareFormat, type BareTime, readBare } from './bare-times.ts';
import { clockTimeOf, type DateOrder } from './clock-times.ts';
import { type Oddity, placeClock } from './instants.ts';
import { zoneOfHeader } from './zone-of-header.ts';

/** Ways of writing times that one may name where the values do not tell. */
export const TIME_FORMATS = [
  'dd/mm/yyyy',
  'mm/dd/yyyy',
  ...(Object.keys(BARE_FORMS) as BareFormat[]),
] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];

export interface TimeOptions {
  /** Zone of times without an offset, IANA. */
  timeZone: string;
  format?: TimeFormat | undefined;
  /** Bare numbers that are taken beside dates and Unix times, where a format has always had them. */
  bare?: readonly BareFormat[];
}

/** A time as it was read: Unix ms, what a bare number was taken for, and whether clocks of its zone showed it twice or never. */
export interface ReadTime {
  t: number;
  takenFor: BareFormat | null;
  oddity: Oddity | null;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** What word processors write for a hyphen. */
const DASHES = /[\u2010-\u2015\u2212]/g;
const isBare = (format: TimeFormat | undefined): format is BareFormat =>
  format !== undefined && format in BARE_FORMS;

/**
 * Reads a time: ISO 8601, `2026/11/3 8:05`, `2026年11月3日 下午3:05`, `3 Nov 2026 8:05 PM`, 20261103, Unix seconds and
 * milliseconds. What has no offset is in the stated zone, never the machine's.
 * @throws ReadingError where it is none, is no day of the calendar, or may be two.
 */
export function readTime(given: string, options: TimeOptions): ReadTime {
  const text = given.normalize('NFKC').replace(DASHES, '-').trim();
  if (NUMBER.test(text)) return bareTime(text, options);
  if (isBare(options.format)) throw fileProblem('not-of-format', { given, format: options.format });
  const order: DateOrder | null =
    options.format === undefined ? null : options.format === 'dd/mm/yyyy' ? 'dmy' : 'mdy';
  return { ...placeClock(clockTimeOf(text, order), options.timeZone), takenFor: null };
}

function bareTime(text: string, { format, bare = [], timeZone }: TimeOptions): ReadTime {
  const found = isBare(format)
    ? { form: format, time: BARE_FORMS[format].read(Number(text), text) as BareTime | null }
    : readBare(text, bare);
  if (!found?.time) throw notPlausible(text, format, bare);
  const { form, time } = found;
  const placed = 't' in time ? { t: time.t, oddity: null } : placeClock(time.clock, timeZone);
  return { ...placed, takenFor: form };
}

function notPlausible(
  text: string,
  format: TimeFormat | undefined,
  bare: readonly BareFormat[],
): ReadingError {
  if (isBare(format)) return fileProblem('outside-format', { given: text, format });
  const value = Number(text);
  if (value >= 30_000 && value < 80_000) return fileProblem('days-of-excel', { given: text });
  return fileProblem(bare.includes('days') ? 'no-bare-time-or-day' : 'no-bare-time', {
    given: text,
    formats: TIME_FORMATS.join(', '),
  });
}

/**
 * Reads the times of columns, each as its header says, and says what bare numbers were taken for, which zone a header named, and how many
 * clocks showed twice or never. Days of the calendar, with `ofDays`, are the same in every zone.
 */
export function createTimeReader(given: TimeOptions, { ofDays = false } = {}) {
  const options = ofDays ? { ...given, timeZone: 'UTC' } : given;
  const taken = new Map<BareFormat, number>();
  const odd = new Map<Oddity, number>();
  const byHeader = new Map<string, TimeOptions>();
  const optionsOf = (header: string) => {
    const told = byHeader.get(header) ?? withHeader(options, header);
    const known = ofDays ? { ...told, timeZone: 'UTC' } : told;
    byHeader.set(header, known);
    return known;
  };
  return {
    /** Unix ms; `header` is that of the text's column, where it has one. */
    read: (text: string, header = ''): number => {
      const { t, takenFor, oddity } = readTime(text, optionsOf(header));
      if (takenFor) taken.set(takenFor, (taken.get(takenFor) ?? 0) + 1);
      if (oddity) odd.set(oddity, (odd.get(oddity) ?? 0) + 1);
      return t;
    },
    notes: () => [
      ...[...byHeader]
        .filter(([, { timeZone }]) => timeZone !== options.timeZone)
        .map(([column, { timeZone }]) => fileNote('zone-of-header', { column, timeZone })),
      ...[...taken].map(([form, count]) => fileNote(`taken-for-${form}`, { count })),
      ...[...odd].map(([oddity, count]) => fileNote(`clock-${oddity}`, { count })),
    ],
  };
}

export type TimeReader = ReturnType<typeof createTimeReader>;

/** A header may name the zone of its times; one that speaks of Excel holds the days of a spreadsheet. */
function withHeader(options: TimeOptions, header: string): TimeOptions {
  const timeZone = zoneOfHeader(header);
  return {
    ...options,
    ...(timeZone === null ? {} : { timeZone }),
    ...(/excel|serial|序列/i.test(header) ? { bare: ['excel'] } : {}),
  };
}
