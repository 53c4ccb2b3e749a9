import type { FileNote } from '../../../contract/file-problem.ts';
import { DAY_MS } from '../../../contract/units.ts';
import { fileNote } from '../problem.ts';

/** An event lasts so many days at most; of a longer one, what is beyond is no holiday. */
const DAYS_MAX = 60;

/** How calendars of China mark a day: Apple's by a property, others in the title. */
const KINDS: readonly (readonly [kind: '班' | '休', property: RegExp, title: RegExp])[] = [
  ['班', /^ALTERNATE-WORKDAY$/i, /班/],
  ['休', /^WORK-HOLIDAY$/i, /休|放假/],
];
const MARK = /\s*[（(【[](休|班|放假|补班|上班)[)）】\]]\s*/g;

export const isCalendar = (text: string): boolean => /^\s*BEGIN:VCALENDAR\s/i.test(text);

/**
 * The days off and the days worked in their place of an iCalendar file (RFC 5545), as a table of one row a day. Events that say neither,
 * such as days of remembrance, are left out and counted.
 */
export function readCalendar(text: string): {
  rows: string[][];
  lines: number[];
  notes: FileNote[];
} {
  const rows = [['date', 'kind', 'name']];
  const lines = [1];
  let unmarked = 0;
  for (const { event, line } of eventsOf(text)) {
    const title = (event.get('SUMMARY') ?? '').replace(/\\([,;\\])/g, '$1');
    const marked = event.get('X-APPLE-SPECIAL-DAY') ?? '';
    const kind = KINDS.find(([, property, said]) => property.test(marked) || said.test(title))?.[0];
    if (!kind) unmarked += 1;
    else
      for (const day of daysOf(event.get('DTSTART') ?? '', event.get('DTEND') ?? '')) {
        rows.push([day, kind, title.replace(MARK, '').trim()]);
        lines.push(line);
      }
  }
  const notes = unmarked > 0 ? [fileNote('events-unmarked', { count: unmarked })] : [];
  return { rows, lines, notes };
}

/** Events with their properties, parameters left away; a line that begins with a blank goes on with the one before it. */
function* eventsOf(text: string): Generator<{ event: Map<string, string>; line: number }> {
  let event: Map<string, string> | null = null;
  let [began, last] = [0, ''];
  for (const [k, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (/^[ \t]/.test(line)) {
      event?.set(last, `${event.get(last) ?? ''}${line.slice(1)}`);
      continue;
    }
    const colon = line.indexOf(':');
    const value = line.slice(colon + 1);
    last = line.slice(0, colon).split(';')[0]!.toUpperCase();
    if (last === 'BEGIN' && value.trim() === 'VEVENT') [event, began] = [new Map(), k + 1];
    else if (last === 'END' && value.trim() === 'VEVENT' && event) {
      yield { event, line: began };
      event = null;
    } else event?.set(last, value);
  }
}

/** Days from the first to before the last (YYYYMMDD, a time behind it is left away); a day that cannot be read as it stands there. */
function daysOf(first: string, end: string): string[] {
  const [from, to] = [first, end].map((day) =>
    Date.parse(day.replace(/^(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3')),
  ) as [number, number];
  if (Number.isNaN(from)) return [first];
  const days = Math.min(DAYS_MAX, Math.max(1, Math.round((to - from) / DAY_MS) || 1));
  return Array.from({ length: days }, (_, k) =>
    new Date(from + k * DAY_MS).toISOString().slice(0, 10),
  );
}
