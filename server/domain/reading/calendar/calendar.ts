import ICAL from 'ical.js';
import type { FileNote, FileProblem } from '../../../contract/file-problem.ts';
import { DAY_MS } from '../../../contract/units.ts';
import { isDay } from '../../metrics/periods.ts';
import { localDayAt, momentOf } from '../../time/local-time.ts';
import { isTimeZone } from '../../time/time-zone.ts';
import { fileNote, firstOf, unreadable } from '../problem.ts';
import { checkLines, type EventLines, eventsIn } from './lines.ts';
import { occurrencesOf } from './occurrences.ts';

/** A longer event is no holiday, days. */
const DAYS_MAX = 60;

/** How calendars of China mark a day: Apple's by a property, others in the title, Google's days off in what they describe. */
const KINDS = [
  {
    kind: '班',
    property: /^ALTERNATE-WORKDAY$/i,
    title: /班|(?<!非)工作日|\b(working day|workday)\b/i,
    description: null,
  },
  {
    kind: '休',
    property: /^WORK-HOLIDAY$/i,
    title: /休|放假|假期|非工作日|\b(public|bank) holiday\b/i,
    description: /^\s*(公共假期|公眾假期|public holiday)/i,
  },
] as const;
const MARK = /\s*[（(【[](休|班|放假|补班|上班)[)）】\]]\s*/g;

export const isCalendar = (text: string): boolean => /^\s*BEGIN:VCALENDAR\s/i.test(text);

export interface CalendarOptions {
  /** IANA zone whose days are meant: moments in other zones fall on a day of it. */
  timeZone: string;
  /** Rules without an end are followed from the year of this moment on, Unix ms. */
  nowMs: number;
}

/**
 * The days off and the days worked in their place of an iCalendar file (RFC 5545), as a table of one row a day, repeated ones too. Events
 * that say neither, such as days of remembrance, and those that were cancelled are left out and counted.
 * @throws ReadingError with every line that is broken, every rule, zone or length that is not read.
 */
export function readCalendar(
  text: string,
  options: CalendarOptions,
): { rows: string[][]; lines: number[]; notes: FileNote[] } {
  const problems = checkLines(text);
  // Where parts do not end it is not told what belongs to what; beside a line that is none the rest can be read.
  if (problems.some(({ code }) => code === 'calendar-nesting')) throw unreadable(firstOf(problems));
  const events = eventsIn(text, new Set(problems.map(({ places }) => Number(places![0]!.value))));
  const brokenDays: FileProblem[] = [];
  const rows = [['date', 'kind', 'name']];
  const lines = [1];
  const left = { unmarked: 0, cancelled: 0, endless: 0 };
  for (const event of events) {
    if (event.isReplacement) continue;
    const broken = brokenDay(event);
    if (broken !== null) {
      rows.push([broken, '休', '']);
      lines.push(event.line);
      brokenDays.push(
        at(
          event,
          broken === ''
            ? { code: 'missing', values: { name: 'DTSTART' } }
            : { code: 'no-such-day', values: { day: broken } },
        ),
      );
      continue;
    }
    const { isEndless, occurrences, problems: own } = occurrencesOf(event, options.nowMs);
    if (isEndless) left.endless += 1;
    problems.push(...own.map((problem) => at(event, problem)));
    for (const { end, of, start } of occurrences) {
      const { kind, name } = markOf(of);
      const isCancelled = /^CANCELLED$/i.test(String(of.getFirstPropertyValue('status') ?? ''));
      if (!kind) left.unmarked += 1;
      else if (isCancelled) left.cancelled += 1;
      else {
        const days = daysOf({ start, end, of }, options);
        if (Array.isArray(days))
          for (const day of days) {
            rows.push([day, kind, name]);
            lines.push(event.line);
          }
        else problems.push(at(event, days));
      }
    }
  }
  if (problems.length > 0) throw unreadable(firstOf([...problems, ...brokenDays].sort(byLine)));
  const year = new Date(options.nowMs).getUTCFullYear();
  return {
    rows,
    lines,
    notes: [
      ...(left.unmarked > 0 ? [fileNote('events-unmarked', { count: left.unmarked })] : []),
      ...(left.cancelled > 0 ? [fileNote('events-cancelled', { count: left.cancelled })] : []),
      ...(left.endless > 0 ? [fileNote('events-endless', { count: left.endless, year })] : []),
    ],
  };
}

const byLine = (a: FileProblem, b: FileProblem) =>
  Number(a.places![0]!.value) - Number(b.places![0]!.value);

const at = ({ line }: EventLines, problem: FileProblem): FileProblem => ({
  ...problem,
  places: [{ code: 'line', value: line }],
});

/** The first value of an event that should be a day and is none, as it stands there; '' where it has no start. */
function brokenDay({ valuesOf }: EventLines): string | null {
  if (valuesOf('DTSTART').length === 0) return '';
  const values = ['DTSTART', 'DTEND', 'RDATE', 'EXDATE'].flatMap(valuesOf);
  return (
    values.find((value) => {
      const [, y, m, d, rest = ''] = /^(\d{4})(\d{2})(\d{2})(.*)$/.exec(value.trim()) ?? [];
      return !(isDay(`${y}-${m}-${d}`) && /^($|T([01]\d|2[0-3])[0-5]\d[0-5]\d)/.test(rest));
    }) ?? null
  );
}

function markOf(of: ICAL.Component) {
  const title = String(of.getFirstPropertyValue('summary') ?? '');
  const marked = String(of.getFirstPropertyValue('x-apple-special-day') ?? '');
  const described = String(of.getFirstPropertyValue('description') ?? '');
  const kind = KINDS.find(
    ({ description, property, title: said }) =>
      property.test(marked) || said.test(title) || description?.test(described),
  )?.kind;
  return { kind, name: title.replace(MARK, '').trim() };
}

/** Days of the zone from the first to before the end; what cannot be told. */
function daysOf(
  { end, of, start }: { start: ICAL.Time; end: ICAL.Time; of: ICAL.Component },
  { timeZone }: CalendarOptions,
): string[] | FileProblem {
  const zoneOf = (name: string) => of.getFirstProperty(name)?.getFirstParameter('tzid') ?? null;
  const startMs = momentIn(start, zoneOf('dtstart'), timeZone);
  const endMs = momentIn(end, zoneOf('dtend') ?? zoneOf('dtstart'), timeZone);
  if (startMs === null || endMs === null)
    return {
      code: 'no-time-zone',
      values: { timeZone: zoneOf('dtstart') ?? zoneOf('dtend') ?? '' },
    };
  if (endMs < startMs) return { code: 'event-ends-before', values: {} };
  const first = localDayAt(startMs, timeZone);
  const last = Math.max(first, localDayAt(endMs - 1, timeZone));
  const days = last - first + 1;
  if (days > DAYS_MAX) return { code: 'event-too-long', values: { days, most: DAYS_MAX } };
  return Array.from({ length: days }, (_, k) =>
    new Date((first + k) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** A time of a file as a moment, Unix ms: of its zone, of the calendar's own, or, where it has none, of the zone read in; null: its zone is unknown. */
function momentIn(time: ICAL.Time, tzid: string | null, timeZone: string): number | null {
  const wallMs = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  if (time.zone === ICAL.Timezone.utcTimezone) return wallMs;
  if (time.isDate || tzid === null) return momentOf(wallMs, timeZone);
  if (isTimeZone(tzid)) return momentOf(wallMs, tzid);
  return time.zone?.component ? time.toUnixTime() * 1000 : null;
}
