import type { CsvError } from 'csv-parse/sync';
import { type FileProblem, type FileProblemCode, problem } from '../../../contract/file-problem.ts';
import { fileProblem, firstOf, type ReadingError, unreadable } from '../problem.ts';
import { nameOfTwin } from './columns.ts';
import { type Records, readRecords } from './records.ts';

/** Rows of a delimited text by column; a missing or empty cell is ''. */
export interface Rows {
  names: string[];
  rows: Record<string, string>[];
  /** Line of each row in the text, from 1. */
  lines: number[];
}

const COUNTED = '\\d+\\s*[人名台部个条件项户行]';
/** `合计`, `合 计：`, `总计：624人`, `本页小计`, `共 624 人`, `Grand total: 624`. */
const TOTALS = [
  new RegExp(`^(本[页表])?([合总小共]\\s*计|总和)\\s*[:：]?\\s*(共?\\s*${COUNTED}?)?$`),
  new RegExp(`^共\\s*${COUNTED}$`),
  /^((sub|grand )?totals?|sum)\s*([:：]\s*\d*|\s\d+)?$/i,
];

/** By what word a row is the sum of others, which would be one more person, place or figure; null where it is none. */
export function totalIn(cells: readonly unknown[]): string | null {
  const first = cells.find((cell) => cell !== '');
  if (typeof first !== 'string') return null;
  const word = first.trim();
  return TOTALS.some((total) => total.test(word)) ? word : null;
}

/** The names of a header; what stands there again is numbered, as whoever asks for it must say which is meant. */
export function namesOf(header: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return header.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return name === '' || times === 1 ? name : nameOfTwin(name, times);
  });
}

/** Reads a text with a header line, between whose columns stand commas, semicolons, tabs or bars. @throws ReadingError naming the lines. */
export function readRows(given: string): Rows {
  const { broken, ...rows } = rowsOf(readRecords(given));
  if (broken.size > 0) throw unreadable(firstOf([...broken.values()]));
  return rows;
}

/** The same, and by their lines the rows of which it cannot be told what they hold. @throws ReadingError where that is so of all. */
export const readSomeRows = (given: string): SomeRows => rowsOf(readRecords(given));

type SomeRows = Rows & { broken: ReadonlyMap<number, FileProblem> };

function rowsOf({ broken, delimiter, records }: Records): SomeRows {
  if (records.length === 0) throw fileProblem('empty');
  const names = namesOf(records[0]!.cells);
  const body = records
    .slice(1)
    .filter(({ cells, line }) => broken.has(line) || cells.some((cell) => cell !== ''));
  for (const { cells: record, line } of body) {
    const word = totalIn(record);
    if (broken.has(line)) continue;
    if (record.length !== names.length) {
      const counts = { line, cells: record.length, columns: names.length };
      broken.set(line, unevenRow(counts, delimiter));
    } else if (word !== null) broken.set(line, problem('total-row', { line, word }));
  }
  return {
    names,
    rows: body.map(({ cells }) => {
      const row: Record<string, string> = {};
      for (let k = 0; k < names.length; k++) row[names[k]!] = cells[k] ?? '';
      return row;
    }),
    lines: body.map(({ line }) => line),
    broken,
  };
}

/** A row of more or fewer cells than the header. A decimal comma makes cells more, never fewer. */
function unevenRow(
  counts: { line: number; cells: number; columns: number },
  delimiter: string,
): FileProblem {
  const isSplit = delimiter === ',' && counts.cells > counts.columns;
  return problem(isSplit ? 'uneven-rows' : 'other-columns', counts);
}

/** What a parser's errors are, by their codes. */
const CSV_PROBLEMS = [
  [/LENGTH|INCONSISTENT/, 'uneven-rows'],
  [/QUOTE_NOT_CLOSED/, 'quote-open'],
  [/QUOTE/, 'quote-within'],
] as const satisfies readonly [code: RegExp, problem: FileProblemCode][];

/** The line of the quote that is never closed, 0 where there is none: of a parser that came to the end no more is known than that there is one. */
function lineOfOpenQuote(text: string, before = Infinity): number {
  let opened = 0;
  for (const [k, line] of text
    .split(/\r\n|\n|\r/)
    .slice(0, before)
    .entries())
    if (line.split('"').length % 2 === 0) opened = opened > 0 ? 0 : k + 1;
  return opened;
}

/** A parser's error in words that say what to do. */
export function csvProblem(
  error: CsvError,
  { delimiter, text }: { delimiter: string; text?: string },
): ReadingError {
  const known = CSV_PROBLEMS.find(([named]) => named.test(error.code))?.[1];
  if (known === undefined) return fileProblem('bad-table', { why: error.message });
  const isOpen = known === 'quote-open' && text !== undefined;
  const line = isOpen ? lineOfOpenQuote(text) : Number(error.lines);
  // Where one was left open before, what stands in the line is no fault of its own.
  const opened =
    known === 'quote-within' && text !== undefined ? lineOfOpenQuote(text, line - 1) : 0;
  if (opened > 0) return fileProblem('quote-open', { line: opened });
  if (known !== 'uneven-rows') return fileProblem(known, { line });
  const cells = (error.record as unknown[]).length;
  const columns = Number(/(?:expect|length is) ([0-9]+)/.exec(error.message)?.[1]);
  return unreadable([unevenRow({ line, cells, columns }, delimiter)]);
}
