import { DAY_MS } from '../../../contract/units.ts';
import { fileProblem, ReadingError } from '../problem.ts';

const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const monthNumber = (name: string) => MONTHS.split('|').indexOf(name.slice(0, 3).toLowerCase()) + 1;
const month = (year: number, number: number) => ({ year, month: number, day: 1 });

type Start = { year: number; month: number; day: number };
type Form = [pattern: RegExp, start: (parts: string[]) => Start | null];

/** Ways of naming a period, and its first day. */
const FORMS: readonly Form[] = [
  [/^(\d{4})[-/.](\d{1,2})$/, ([y, m]) => month(Number(y), Number(m))],
  [/^(\d{4})年\s*(\d{1,2})月份?$/, ([y, m]) => month(Number(y), Number(m))],
  [/^(\d{1,2})[-/.](\d{4})$/, ([m, y]) => month(Number(y), Number(m))],
  [
    new RegExp(`^(${MONTHS})[a-z]*\\.?[\\s,/-]*(\\d{4})$`, 'i'),
    ([m, y]) => month(Number(y), monthNumber(m!)),
  ],
  [
    new RegExp(`^(\\d{4})[\\s,/-]*(${MONTHS})[a-z]*\\.?$`, 'i'),
    ([y, m]) => month(Number(y), monthNumber(m!)),
  ],
  [/^(\d{4})\s*[-/]?\s*q([1-4])$/i, ([y, q]) => month(Number(y), 3 * Number(q) - 2)],
  [/^q([1-4])\s*[-/]?\s*(\d{4})$/i, ([q, y]) => month(Number(y), 3 * Number(q) - 2)],
  [/^(\d{4})年\s*第?([1-4一二三四])季度?$/, ([y, q]) => month(Number(y), 3 * quarter(q!) - 2)],
  [/^(\d{4})-?w(\d{1,2})$/i, ([y, w]) => isoWeek(Number(y), Number(w))],
  [/^(\d{4})年\s*第?(\d{1,2})周$/, ([y, w]) => isoWeek(Number(y), Number(w))],
  [/^(\d{4})年$/, ([y]) => month(Number(y), 1)],
];

const quarter = (text: string) => '一二三四'.indexOf(text) + 1 || Number(text);

/** Monday of a week of the ISO year; null where the year has none of that number. */
function isoWeek(year: number, week: number): Start | null {
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = new Date(Date.UTC(year, 0, 4 - ((fourth.getUTCDay() + 6) % 7) + 7 * (week - 1)));
  const thursday = new Date(monday.getTime() + 3 * DAY_MS);
  if (week < 1 || thursday.getUTCFullYear() !== year) return null;
  return {
    year: monday.getUTCFullYear(),
    month: monday.getUTCMonth() + 1,
    day: monday.getUTCDate(),
  };
}

const YEAR = /^(19|20)\d\d$/;

/** Four digits that may be a year: where every label of a series is such, they are. */
export const isYear = (label: string): boolean => YEAR.test(label.normalize('NFKC').trim());

const YEAR_AND_MONTH = /^((?:19|20)\d\d)(?:[-/.]|年\s*)(\d{1,2})(?:月份?)?$/;

/** Year and month of a label that is a month, `2026-9`, `2026年9月`; null where it is none. */
export function monthOfLabel(label: string): { year: string; month: string } | null {
  const [, year, month] = YEAR_AND_MONTH.exec(label.normalize('NFKC').trim()) ?? [];
  return year === undefined ? null : { year, month: month!.padStart(2, '0') };
}

/** The beginning of a year, Unix ms. */
export const yearStart = (label: string, readTime: (text: string) => number): number =>
  readTime(`${label.normalize('NFKC').trim()}-01-01`);

/**
 * The beginning of a period by its label, Unix ms: `2024-01`, `2024/1`, `202401`, `2024年1月`, `Jan 2024`, `2024-Q1`,
 * `2024-W05`, any day, and what else `readTime` takes.
 * @throws ReadingError where it is none of these: labels are never sorted as text.
 */
export function readPeriod(given: string, readTime: (text: string) => number): number {
  const text = given
    .normalize('NFKC')
    .trim()
    .replace(/^((?:19|20)\d\d)(0[1-9]|1[0-2])$/, '$1-$2');
  for (const [pattern, start] of FORMS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const first = start(match.slice(1));
    if (!first || first.month < 1 || first.month > 12)
      throw fileProblem('no-such-period', { given });
    const { year, month: m, day } = first;
    return readTime(`${year}-${String(m).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
  }
  try {
    return readTime(text);
  } catch (error) {
    if (isLikeADay(text) || !(error instanceof ReadingError)) throw error;
    throw fileProblem('no-period', { given });
  }
}

/** Whether what is wrong with a label is its day or its clock, which the reader of times says better. */
const isLikeADay = (text: string) =>
  /^\d{4}\D\d{1,2}\D\d|^\d{1,2}\D\d{1,2}\D\d{4}|^\d+$/.test(text);
