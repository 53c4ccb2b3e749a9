import { type CsvError, parse } from 'csv-parse/sync';
import { ReadingError } from './problem.ts';

/** Rows of a delimited text by column; a missing or empty cell is ''. */
export interface Rows {
  names: string[];
  rows: Record<string, string>[];
  /** Line of each row in the text, from 1. */
  lines: number[];
}

const DELIMITERS = [',', ';', '\t'] as const;

/** How a delimited text is laid out: the delimiter that its header has most of, the columns it names. */
export function csvShape(text: string) {
  // Excel writes `sep=;` above the header.
  const told = /^sep=(.)\r?\n/i.exec(text);
  const start = told ? told[0].length : 0;
  const header = /\S[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  const bare = header.replace(/"[^"]*"/g, '');
  const times = (delimiter: string) => bare.split(delimiter).length;
  const delimiter = told?.[1] ?? DELIMITERS.reduce((a, b) => (times(b) > times(a) ? b : a));
  return {
    fromLine: told ? 2 : 1,
    options: { delimiter, bom: true, skip_empty_lines: true, trim: true, relax_quotes: false },
  };
}

/** The names of a header, none twice. */
export function namesOf(header: readonly string[]): string[] {
  const seen = new Set<string>();
  for (const name of header) {
    if (name !== '' && seen.has(name)) throw new ReadingError(`two columns are called ${name}`);
    seen.add(name);
  }
  return [...header];
}

/** Reads a text with a header line, between whose columns stand commas, semicolons or tabs. @throws ReadingError naming the line. */
export function readRows(text: string): Rows {
  const { fromLine, options } = csvShape(text);
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, { ...options, from_line: fromLine, info: true }) as never;
  } catch (error) {
    throw csvProblem(error as CsvError, options.delimiter);
  }
  const names = namesOf(records[0]?.record ?? []);
  const body = records.slice(1).filter(({ record }) => record.some((cell) => cell !== ''));
  return {
    names,
    rows: body.map(({ record }) => {
      const row: Record<string, string> = {};
      for (let k = 0; k < names.length; k++) row[names[k]!] = record[k] ?? '';
      return row;
    }),
    lines: body.map(({ info }) => info.lines),
  };
}

/** A parser's error in words that say what to do. */
export function csvProblem(error: CsvError, delimiter: string): ReadingError {
  const hint =
    error.code?.includes('LENGTH') && delimiter === ','
      ? '; decimal commas need a semicolon or a tab between columns, or quotes'
      : '';
  return new ReadingError(`${error.message}${hint}`);
}
