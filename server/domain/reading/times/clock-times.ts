import { fileProblem } from '../problem.ts';
import type { ClockTime } from './instants.ts';

/** Which of 05/03/2024 is the day. */
export type DateOrder = 'dmy' | 'mdy';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAME = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';

type DateForm = [
  pattern: RegExp,
  read: (
    parts: string[],
    order: DateOrder | null,
  ) => [string | number, string | number, string | number],
];
const month = (name: string) => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/** Ways of writing a day, each anchored at the beginning. */
const DATES: readonly DateForm[] = [
  [/^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?/, ([y, m, d]) => [y!, m!, d!]],
  [/^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/, ([y, , m, d]) => [y!, m!, d!]],
  [/^(\d{4})(\d\d)(\d\d)(?=[T ]\s*\d)/i, ([y, m, d]) => [y!, m!, d!]],
  [
    /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/,
    ([a, , b, y], order) => [y!, ...dayAndMonth(a!, b!, y!, order)],
  ],
  [
    new RegExp(`^(\\d{1,2})[\\s-]+${NAME}[\\s,-]+(\\d{4})(?!\\d)`, 'i'),
    ([d, m, y]) => [y!, month(m!), d!],
  ],
  [
    new RegExp(`^${NAME}\\s+(\\d{1,2})(?:st|nd|rd|th)?\\s*,?\\s+(\\d{4})(?!\\d)`, 'i'),
    ([m, d, y]) => [y!, month(m!), d!],
  ],
];

/** `8:05`, `8:05:30.25`, `8时5分30秒`, and before or after it the half of the day. */
const HALF = '(上午|下午|中午|凌晨|清晨|早上|傍晚|晚上|夜里|[ap]\\.?m\\.?)';
const CLOCK = new RegExp(
  `^(?:${HALF}\\s*)?(\\d{1,2})(?:[:时點点]\\s*(\\d{1,2})(?:[:分]\\s*(\\d{1,2})(?:[.,:](\\d+))?\\s*秒?)?分?|[时點点])\\s*(?:${HALF})?$`,
  'i',
);
const COMPACT_CLOCK = /^()(\d\d)(\d\d)(?:(\d\d)(?:[.,](\d+))?)?()$/;
const OFFSET =
  /\s*(?:(z|utc|gmt)|(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d\d))?)\s*(?:\[[\w/+-]+\]|\([^()]*\))?$/i;
/** 北京时间 before or after a time, as notices have it: UTC+8. */
const BEIJING = /^\s*北京时间[:\s]*|[\s(]*北京时间[\s)]*$/;
const WEEKDAY =
  /^\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)|\s*[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?\s*/gi;

/** What a calendar and clock show, as it is written. @throws ReadingError where that is not a day, or may be two. */
export function clockTimeOf(given: string, order: DateOrder | null): ClockTime {
  const named = BEIJING.test(given) ? `${given.replace(BEIJING, '')}+08:00` : given;
  const text = named.replace(WEEKDAY, ' ').trim();
  for (const [pattern, read] of DATES) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [year, monthOf, day] = read(match.slice(1), order).map(Number);
    const rest = text.slice(match[0].length).replace(/^\s*[Tt]?\s*,?\s*/, '');
    return { year: year!, month: monthOf!, day: day!, ...timeOfDay(rest, given) };
  }
  throw fileProblem(isShortYear(text) ? 'year-of-two-digits' : 'no-time', { given });
}

const isShortYear = (text: string) =>
  /^\d{1,2}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|^\d\d\s*年|^\d{1,2}[\s-]+[a-z]{3,9}\.?[\s,-]+\d\d(?!\d)/i.test(
    text,
  );

function dayAndMonth(
  a: string,
  b: string,
  year: string,
  order: DateOrder | null,
): [month: string, day: string] {
  if (order !== null) return order === 'dmy' ? [b, a] : [a, b];
  if (Number(a) > 12) return [b, a];
  if (Number(b) > 12 || a === b) return [a, b];
  throw fileProblem('two-days', { given: `${a}/${b}/${year}` });
}

function timeOfDay(text: string, given: string): Partial<ClockTime> {
  if (text === '') return {};
  const zone = OFFSET.exec(text);
  const clock = (zone ? text.slice(0, zone.index) : text).trim();
  const match = CLOCK.exec(clock) ?? COMPACT_CLOCK.exec(clock);
  if (!match && !(zone && clock === '')) throw fileProblem('no-time-of-day', { given, text });
  const [, before, hour = '0', minute = '0', second = '0', fraction = '', after] = match ?? [];
  return {
    hour: hourOf(Number(hour), before || after, given),
    minute: Number(minute),
    second: Number(second),
    ms: Math.floor(Number(`0.${fraction || 0}`) * 1000),
    offsetMin: zone ? offsetOf(zone, given) : null,
  };
}

function offsetOf([, utc, sign, hours, minutes = '0']: RegExpExecArray, given: string): number {
  if (utc) return 0;
  const offset = Number(hours) * 60 + Number(minutes);
  if (Number(minutes) > 59 || offset > 18 * 60) throw fileProblem('no-such-offset', { given });
  return sign === '-' ? -offset : offset;
}

/** 12 AM is 0 and 12 PM is 12; an hour that already counts to 24 must fit its half of the day. */
function hourOf(hour: number, half: string | undefined, given: string): number {
  if (!half) return hour;
  const isNoon = half === '中午';
  const isLate = isNoon ? hour < 3 || hour === 12 : /下午|傍晚|晚上|夜里|^p/i.test(half);
  if (hour > 12 ? !(isLate && hour < 24) : hour === 0 && isLate && !isNoon && /^p/i.test(half))
    throw fileProblem('no-such-hour', { given, hour, half });
  if (hour > 12) return hour;
  // At night twelve is midnight: 晚上12点 ends the day.
  if (/晚上|夜里/.test(half) && hour === 12) return 24;
  return isLate ? (hour % 12) + 12 : hour === 12 && !isNoon ? 0 : hour;
}
