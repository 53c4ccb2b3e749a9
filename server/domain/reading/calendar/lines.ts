import ICAL from 'ical.js';
import type { FileProblem } from '../../../contract/file-problem.ts';
import { partition } from '../../partition.ts';

/** An event of a calendar, and where in the file it begins. */
export interface EventLines {
  /** Line of its BEGIN, from 1. */
  line: number;
  event: ICAL.Component;
  /** Events of the same name that stand in for one time of it (RECURRENCE-ID). */
  replacements: ICAL.Component[];
  /** Whether it stands in for one time of another one of the file. */
  isReplacement: boolean;
  /** The values of a property, as they stand there. */
  valuesOf: (name: string) => string[];
}

interface ContentLine {
  text: string;
  line: number;
}

/** Lines, those that go on (RFC 5545, 3.1: they begin with a blank) joined to the one before; empty ones left away. */
function contentLines(text: string): ContentLine[] {
  const lines: ContentLine[] = [];
  for (const [k, line] of text.split(/\r\n|\n|\r/).entries()) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(line) && last) last.text += line.slice(1);
    else if (line.trim() !== '') lines.push({ text: line.trimEnd(), line: k + 1 });
  }
  return lines;
}

const NESTING = /^(BEGIN|END):\s*(\S+)/i;

/** Every line that is no line of a calendar, and every part that begins or ends alone. */
export function checkLines(text: string): FileProblem[] {
  const problems: FileProblem[] = [];
  const open: { name: string; line: number }[] = [];
  const tell = (line: number, code: 'calendar-line' | 'calendar-nesting', what: string) =>
    problems.push({ code, values: { what }, places: [{ code: 'line', value: line }] });
  for (const { line, text: content } of contentLines(text)) {
    const [, verb, name] = NESTING.exec(content) ?? [];
    if (verb?.toUpperCase() === 'BEGIN') open.push({ name: name!.toUpperCase(), line });
    else if (verb) {
      if (open.at(-1)?.name === name!.toUpperCase()) open.pop();
      else tell(line, 'calendar-nesting', content);
    } else
      try {
        ICAL.parse.property(content);
      } catch (error) {
        tell(line, 'calendar-line', (error as Error).message);
      }
  }
  for (const { line, name } of open) tell(line, 'calendar-nesting', `BEGIN:${name}`);
  return problems.sort((a, b) => Number(a.places![0]!.value) - Number(b.places![0]!.value));
}

/** The events of a text whose parts end, in its order, without the lines that are broken. */
export function eventsIn(text: string, broken: ReadonlySet<number>): EventLines[] {
  const lines = contentLines(text).filter(({ line }) => !broken.has(line));
  const parsed = ICAL.parse(lines.map((line) => line.text).join('\r\n')) as unknown[];
  const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed) as [];
  const components = calendars.flatMap((one) =>
    new ICAL.Component(one).getAllSubcomponents('vevent'),
  );
  const starts = lines.flatMap(({ text: content }, k) =>
    /^BEGIN:\s*VEVENT$/i.test(content) ? [k] : [],
  );
  const isMaster = (one: ICAL.Component) => !one.hasProperty('recurrence-id');
  const uidOf = (one: ICAL.Component) => one.getFirstPropertyValue('uid');
  const byUid = partition(components, uidOf);
  return components.map((event, k) => {
    const from = starts[k]!;
    const own = lines.slice(from, starts[k + 1] ?? lines.length);
    const uid = uidOf(event);
    const namesakes = uid === null ? [] : byUid.get(uid)!;
    return {
      line: lines[from]!.line,
      event,
      replacements: isMaster(event) ? namesakes.filter((other) => !isMaster(other)) : [],
      isReplacement: !isMaster(event) && namesakes.some(isMaster),
      valuesOf: (name) =>
        own
          .filter(({ text: content }) => content.split(/[:;]/)[0]!.toUpperCase() === name)
          .flatMap(({ text: content }) => content.slice(content.lastIndexOf(':') + 1).split(',')),
    };
  });
}
