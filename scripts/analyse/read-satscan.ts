import { AnalysisError } from '../../server/domain/analysis/error.ts';
import type { TextTable } from './columns.ts';

type Row = Record<string, string>;

/** Columns of SaTScan's text files by their ending: cases, controls, coordinates, population. */
const READERS: Record<string, (fields: string[]) => Row> = {
  cas: ([location, cases, ...rest]) => ({ location, cases, ...dayOf(rest) }) as Row,
  ctl: ([location, controls, ...rest]) => ({ location, controls, ...dayOf(rest) }) as Row,
  geo: ([location, first, second]) => ({ location, first, second }) as Row,
  pop: ([location, day, population, ...covariates]) =>
    ({ location, day: dayFrom(day!, CENSUS), population, ...covariateOf(covariates) }) as Row,
};
/** Fewest fields of a line. */
const FEWEST: Record<string, number> = { cas: 2, ctl: 2, geo: 3, pop: 3 };

const endingOf = (file: string) => file.split('.').at(-1)!.toLowerCase();

export const isSatscan = (file: string): boolean => endingOf(file) in READERS;

/**
 * A file of SaTScan (user guide, "SaTScan ASCII file format"): fields between spaces, tabs or commas, no header line,
 * quotes round names with spaces, `//` before remarks. `.cas` location cases [date] [covariates], `.ctl` the same of
 * controls, `.pop` location date population [covariates], `.geo` location latitude longitude, or x y where no line of
 * the file could be degrees. A year or month stands for its first day (of a census for its middle), and
 * where all dates are such, `step` says so. Throws `input-invalid` naming the line.
 */
export function readSatscan(file: string, text: string): TextTable {
  const ending = endingOf(file);
  const rows: Row[] = [];
  const dates: string[] = [];
  text.split(/\r?\n/).forEach((line, i) => {
    if (line.trim() === '' || line.trimStart().startsWith('//')) return;
    const fields = Array.from(line.matchAll(/"([^"]*)"|[^\s,]+/g), ([all, name]) => name ?? all);
    if (fields.length < FEWEST[ending]!) {
      throw new AnalysisError(
        'input-invalid',
        `${file} line ${i + 1}: ${fields.length} fields, at least ${FEWEST[ending]} are needed`,
      );
    }
    rows.push(READERS[ending]!(fields));
    if (isDay(fields[2] ?? '')) dates.push(fields[2]!);
  });
  if (rows.length === 0) throw new AnalysisError('input-invalid', `${file} is empty`);
  const table = ending === 'geo' ? rows.map(named(areDegrees(file, rows))) : rows;
  const names = [...new Set(table.flatMap((row) => Object.keys(row)))];
  return {
    file,
    ...(ending === 'cas' ? stepOf(dates) : {}),
    names: ending === 'pop' ? withoutLoneDay(names, table) : names,
    rows: table,
  };
}

/** Whether coordinates are degrees. Throws `input-invalid` where they are, but longitude stands first. */
function areDegrees(file: string, rows: readonly Row[]): boolean {
  const pairs = rows.map(({ first, second }) => [
    Math.abs(Number(first)),
    Math.abs(Number(second)),
  ]);
  if (pairs.every(([lat, lng]) => lat! <= 90 && lng! <= 180)) return true;
  if (pairs.every(([lng, lat]) => lng! > 90 && lng! <= 180 && lat! <= 90))
    throw new AnalysisError(
      'input-invalid',
      `${file}: longitude stands first, SaTScan has latitude first; swap the two (metres of a plane that are as small stand in a CSV of location,x,y)`,
    );
  return false;
}

const named = (isDegrees: boolean) => (row: Row) =>
  isDegrees
    ? { ...row, latitude: row.first!, longitude: row.second! }
    : { ...row, x: row.first!, y: row.second! };

/** Months or years, where all dates of cases are such; days else. */
function stepOf(dates: readonly string[]): Pick<TextTable, 'step'> {
  const steps = new Set(
    dates.map((date) => {
      const parts = date.split(/[/-]/).length;
      return parts === 2 ? 'month' : parts === 1 && YEAR.test(date) ? 'year' : 'day';
    }),
  );
  const [step = 'day'] = steps;
  return steps.size === 1 && step !== 'day' ? { step } : {};
}

const YEAR = /^(1[5-9]|2\d)\d\d$/;

/** The day that a year or a month stands for: its first, of a census its middle as SaTScan has it. */
const FIRST = { ofYear: '01-01', ofMonth: '01' };
const CENSUS = { ofYear: '07-01', ofMonth: '15' };

/** Year, month and day as SaTScan writes them; a year alone is its first day, other numbers are days as they are. */
function dayFrom(field: string, { ofYear, ofMonth } = FIRST): string {
  const parts = field.split(/[/-]/);
  if (parts.length === 1) return YEAR.test(field) ? `${field}-${ofYear}` : field;
  const [a, b, c] = parts as [string, string, string?];
  const two = (part: string) => part.padStart(2, '0');
  // With the year last it is month first as SaTScan has it, unless told otherwise: the reader of times knows.
  return a.length === 4 ? `${a}-${two(b)}-${two(c ?? ofMonth)}` : field;
}

const isDay = (field: string) => /^\d+([/-]\d+){0,2}$/.test(field);

/** What follows a count: a date where the first field is one, then covariates. */
const dayOf = ([first, ...rest]: string[]): Row =>
  first !== undefined && isDay(first)
    ? { day: dayFrom(first), ...covariateOf(rest) }
    : covariateOf([first, ...rest].filter((field) => field !== undefined));

/** Several covariates make one stratum. */
const covariateOf = (fields: string[]): Row =>
  fields.length === 0 ? {} : { covariate: fields.join(' ') };

/** A census of one date holds for the whole period. */
const withoutLoneDay = (names: string[], rows: Row[]) =>
  rows.every(({ day }) => day === rows[0]!.day) ? names.filter((name) => name !== 'day') : names;
