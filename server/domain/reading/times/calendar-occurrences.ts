import ICAL from 'ical.js';
import type { FileProblem } from '../../../contract/file-problem.ts';
import type { EventLines } from './calendar-lines.ts';

/** A rule without an end is followed through so many years from that of the moment on. */
const YEARS = 3;
/** Steps a rule is followed at most: ten years of every day. */
const STEPS_MAX = 4_000;

/**
 * Parts of a rule that holidays need, by its frequency. Others are refused: the library follows some of them to days that do not exist, or
 * for ever.
 */
const PARTS: Record<string, readonly string[]> = {
  DAILY: [],
  WEEKLY: ['BYDAY'],
  MONTHLY: ['BYDAY', 'BYMONTHDAY'],
  YEARLY: ['BYMONTH', 'BYMONTHDAY', 'BYDAY'],
};
const ALWAYS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST'];

/** One time of an event: when, and which component says what it is. */
export interface Occurrence {
  start: ICAL.Time;
  end: ICAL.Time;
  of: ICAL.Component;
}

interface Occurrences {
  occurrences: Occurrence[];
  /** Whether its rule has no end, and was followed for some years only. */
  isEndless: boolean;
  problems: FileProblem[];
}

/** All times of an event whose days can be read: one, or those of its rule, with days taken out, added and replaced. */
export function occurrencesOf(
  { event: component, replacements, valuesOf }: EventLines,
  nowMs: number,
): Occurrences {
  const problems = valuesOf('RRULE').length > 0 ? ruleProblems(component) : [];
  if (problems.length > 0) return { occurrences: [], isEndless: false, problems };
  const event = new ICAL.Event(component, { exceptions: replacements, strictExceptions: false });
  if (!event.isRecurring())
    return {
      occurrences: [{ start: event.startDate, end: event.endDate, of: component }],
      isEndless: false,
      problems,
    };
  const rule = component.getFirstPropertyValue('rrule') as ICAL.Recur | null;
  const isEndless = rule !== null && !rule.count && !rule.until;
  const year = new Date(nowMs).getUTCFullYear();
  const occurrences: Occurrence[] = [];
  const iterator = event.iterator();
  for (let step = 0, next = iterator.next(); next; step++, next = iterator.next()) {
    if (isEndless && next.year >= year + YEARS) break;
    if (step >= STEPS_MAX) {
      problems.push({ code: 'rule-too-long', values: { most: STEPS_MAX } });
      break;
    }
    // The library goes from a 30th of February on to the 2nd of March.
    if ((isEndless && next.year < year) || !isOfRule(rule, next)) continue;
    const { endDate, item, startDate } = event.getOccurrenceDetails(next);
    occurrences.push({ start: startDate, end: endDate, of: item.component });
  }
  return { occurrences, isEndless, problems };
}

function isOfRule(rule: ICAL.Recur | null, { day, month }: ICAL.Time): boolean {
  const { BYMONTH, BYMONTHDAY } = (rule?.parts ?? {}) as Record<string, number[] | undefined>;
  return (
    (BYMONTH?.includes(month) ?? true) &&
    (BYMONTHDAY?.some((wanted) => wanted < 0 || wanted === day) ?? true)
  );
}

function ruleProblems(component: ICAL.Component): FileProblem[] {
  return component.getAllProperties('rrule').flatMap((property): FileProblem[] => {
    const rule = property.getFirstValue() as ICAL.Recur;
    const text = String(rule);
    const known = [...ALWAYS, ...(PARTS[rule.freq] ?? [])];
    const names = text.split(';').map((part) => part.split('=')[0]!);
    const isRead =
      PARTS[rule.freq] !== undefined &&
      names.every((name) => known.includes(name)) &&
      rule.interval >= 1 &&
      (rule.until === null || /^\d{4}-\d{2}-\d{2}/.test(String(rule.until)));
    return isRead ? [] : [{ code: 'rule-not-read', values: { rule: text } }];
  });
}
