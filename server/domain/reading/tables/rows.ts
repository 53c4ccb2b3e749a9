import { type CsvError, parse } from 'csv-parse/sync';
import { type FileProblem, type FileProblemCode, problem } from '../../../contract/file-problem.ts';
import { fileProblem, firstOf, type ReadingError, unreadable } from '../problem.ts';
import { withoutInvisible } from '../texts/visible.ts';
import { nameOfTwin } from './columns.ts';

/** Rows of a delimited text by column; a missing or empty cell is ''. */
export interface Rows {
  names: string[];
  rows: Record<string, string>[];
  /** Line of each row in the text, from 1. */
  lines: number[];
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** What Chinese keyboards write for them; looked for where no line has one of those, as sentences of a title hold them too. */
const WIDE_DELIMITERS = ['，', '；'] as const;
const LINE_ENDS = ['\r\n', '\n', '\r'];
/** Lines at the top that may be a title before the header is. */
const TITLE_LINES = 10;

/** A delimited text without what nobody sees in it, and how it is laid out: the line of its header, which a title may stand above, and the delimiter that has most of. */
export function csvShape(given: string) {
  const text = withoutInvisible(given);
  const lines = text.split(/\r\n|\n|\r/, TITLE_LINES);
  // Excel writes `sep=;` above the header.
  const told = /^\uFEFF?sep=(.)$/i.exec(lines[0]!)?.[1];
  const cells = lines.map((line) => {
    const bare = line.replace(/"[^"]*"/g, 'quoted');
    return (delimiter: string) => bare.split(delimiter);
  });
  const among = [...lines.keys()].slice(told ? 1 : 0);
  const isFilled = (cell: string) => cell.trim() !== '';
  // Spreadsheets write a title with the delimiters of all columns behind it.
  const headerBy = (delimiters: readonly string[]) =>
    among.find((k) => delimiters.some((one) => cells[k]!(one).filter(isFilled).length > 1)) ??
    among.find((k) => delimiters.some((one) => cells[k]!(one).length > 1));
  const usual = headerBy(DELIMITERS);
  const wide = usual === undefined ? headerBy(WIDE_DELIMITERS) : undefined;
  const at = usual ?? wide ?? among.find((k) => lines[k]!.trim() !== '') ?? 0;
  const times = (delimiter: string) => cells[at]!(delimiter).length;
  const delimiters: readonly string[] = wide === undefined ? DELIMITERS : WIDE_DELIMITERS;
  const delimiter = told ?? delimiters.reduce((a, b) => (times(b) > times(a) ? b : a));
  return {
    text,
    fromLine: at + 1,
    options: {
      delimiter,
      record_delimiter: LINE_ENDS,
      bom: true,
      skip_empty_lines: true,
      trim: true,
      relax_quotes: false,
    },
  };
}

const TOTAL = /^(合计|总计|小计|共计|总和|(sub|grand )?totals?|sum)\s*[:：]?$/i;

/** By what word a row is the sum of others, which would be one more person, place or figure; null where it is none. */
export function totalIn(cells: readonly unknown[]): string | null {
  const first = cells.find((cell) => cell !== '');
  return typeof first === 'string' && TOTAL.test(first.trim()) ? first.trim() : null;
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
  const { broken, ...rows } = rowsOf(readRecords(given, 0));
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

/** Lines whose quotes do not fit are looked for so often, as each takes a look at the whole text. */
const QUOTES_MOST = 20;

/** The records of a delimited text, each with the line it ends in; what of its lines cannot be told apart has no cells, and is told why. */
export interface Records {
  delimiter: string;
  records: { cells: string[]; line: number }[];
  broken: Map<number, FileProblem>;
}

/** Reads the records of a delimited text, its header first. @throws ReadingError where that cannot be read, or the quotes of more than `most` lines do not fit. */
export function readRecords(given: string, most = QUOTES_MOST): Records {
  const { fromLine, options, text } = csvShape(given);
  const { delimiter } = options;
  const broken = new Map<number, FileProblem>();
  const lines = text.split(/\r\n|\n|\r/);
  for (let left = text; ; left = lines.join('\n'))
    try {
      const found = parse(left, {
        ...options,
        from_line: fromLine,
        info: true,
        relax_column_count: true,
      }) as unknown as { record: string[]; info: { lines: number } }[];
      const records = found.map(({ record, info }) => ({ cells: record, line: info.lines }));
      const torn = [...broken.keys()].map((line) => ({ cells: [], line }));
      // A line taken out is a record still, without cells.
      return {
        ...{ broken, delimiter },
        records: torn.length > 0 ? [...records, ...torn].sort((a, b) => a.line - b.line) : records,
      };
    } catch (error) {
      const wrong = csvProblem(error as CsvError, { delimiter, text: left });
      const line = Number(wrong.problems[0]?.values.line ?? 0);
      if (line <= fromLine) throw wrong;
      if (broken.size >= most) throw unreadable([...broken.values(), ...wrong.problems]);
      broken.set(line, wrong.problems[0]!);
      lines[line - 1] = '';
    }
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
