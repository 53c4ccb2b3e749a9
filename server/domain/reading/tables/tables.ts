import { read, SSF, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { textOrFormula } from '../../../contract/csv.ts';
import { type FileNote, type FileProblem, firstCodes } from '../../../contract/file-problem.ts';
import { type CalendarOptions, isCalendar, readCalendar } from '../calendar/calendar.ts';
import { fileNote, fileProblem, type ReadingError } from '../problem.ts';
import { requireData, requireDataIn } from '../texts/foreign.ts';
import { brokenBy } from '../texts/parser-words.ts';
import { decodeText } from '../texts/text.ts';
import { withoutInvisible } from '../texts/visible.ts';
import { isZip, openZip } from '../texts/zip.ts';
import { readRecords } from './records.ts';

/**
 * A cell of a spreadsheet that has no value to be read: a number whose last digits are lost already (codes of 16 digits and more), an
 * error, a formula that was saved without its result.
 */
export interface BrokenCell {
  defect: 'digits-lost' | 'cell-error' | 'no-result';
  value: string;
}
export type Cell = string | BrokenCell;

/** What stands in a cell, whatever is wrong with it. */
export const textOfCell = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.value);

/** A table as it stands in a file, header and all; what is empty is ''. */
export interface Table {
  rows: Cell[][];
  /** Row of the sheet, or line of the text, of each, from 1. */
  lines: number[];
  /** Of the sheet, where several are what is looked for: those are `twins`. */
  sheet?: string;
  twins?: Table[];
  /** By line, why it cannot be told what a row holds. */
  broken?: ReadonlyMap<number, FileProblem>;
  notes: FileNote[];
}

interface TableOptions extends CalendarOptions {
  /** Whether the rows of a sheet are what is looked for: of several sheets such are read, else the first with anything. */
  isMeant?: (rows: readonly Cell[][]) => boolean;
}

/** Digits a number of a spreadsheet keeps (IEEE 754 doubles, and what Excel shows of them). */
const DIGITS = 15;

/**
 * Reads a table from XLSX or ODS, or from text with commas, semicolons or tabs, or a calendar, in any encoding `decodeText` reads. Times of a spreadsheet
 * come as `2026-11-03 08:05:00`, numbers as their digits.
 * @throws ReadingError where the file is no table.
 */
export function readTable(bytes: Uint8Array, { isMeant, ...calendar }: TableOptions): Table {
  if (bytes.length === 0) throw fileProblem('empty');
  requireData(bytes);
  return isZip(bytes) ? readSheet(bytes, isMeant) : readDelimited(bytes, calendar);
}

/** Texts that are no tables, by how they begin. */
const OTHERS: readonly [begins: RegExp, kind: string][] = [
  [/^\s*(\[\s*[[{]|\{\s*")/, 'JSON'],
  [/^\s*<(!doctype|html|table|\?xml)/i, 'HTML, XML'],
];

/** Areas that are text, by what stands near their beginning. */
const TEXT_MAPS: readonly [holds: RegExp, kind: string][] = [
  [/^\s*\{.*"(FeatureCollection|Feature)"/s, 'GeoJSON'],
  [/^\s*<.*<kml[\s>]/s, 'KML'],
];
const HEAD = 1_000;

function readDelimited(bytes: Uint8Array, options: CalendarOptions): Table {
  // A damaged cell is told by its row and column.
  const { notes, text } = decodeText(bytes, { keepsDamage: true });
  const map = TEXT_MAPS.find(([holds]) => holds.test(text.slice(0, HEAD)))?.[1];
  if (map) throw fileProblem('map-for-table', { name: map });
  const other = OTHERS.find(([begins]) => begins.test(text))?.[1];
  if (other) throw fileProblem('other-than-table', { kind: other });
  if (isCalendar(text)) {
    const calendar = readCalendar(text, options);
    return { ...calendar, notes: [...notes, ...calendar.notes] };
  }
  const { broken, records } = readRecords(text);
  if (records.length === 0) throw fileProblem('empty');
  return {
    rows: records.map(({ cells }) => cells.map(cellOf)),
    lines: records.map(({ line }) => line),
    ...{ broken, notes },
  };
}

/** A cell of a delimited text: a formula in one was never computed. */
const cellOf = (text: string): Cell => textOrFormula(text) ?? { defect: 'no-result', value: text };

/** What an archive holds that is a spreadsheet: Excel's (ECMA-376), or OpenDocument's (ISO 26300). */
const XLSX = 'xl/workbook.xml';
const ODS = 'content.xml';
const MAPS = /\.(shp|kml|gpkg|fgb|geojsonl?|parquet)$/i;

/** What an archive is that is no spreadsheet. */
function noSheet(parts: ReadonlyMap<string, unknown>): ReadingError {
  requireDataIn(parts);
  const map = [...parts.keys()].find((name) => MAPS.test(name));
  return map === undefined ? fileProblem('no-xlsx') : fileProblem('map-for-table', { name: map });
}

function readSheet(bytes: Uint8Array, isMeant?: TableOptions['isMeant']): Table {
  // The archive is looked through first: its size unpacked is bounded there.
  const parts = openZip(bytes);
  if (!parts.has(XLSX) && !parts.has(ODS)) throw noSheet(parts);
  let book: WorkBook;
  try {
    book = read(bytes, {
      type: 'array',
      dense: true,
      cellNF: true,
      // OpenDocument keeps what a cell shows beside its value, whose format is not always understood.
      cellText: parts.has(ODS),
      sheetStubs: true,
      // Only with styles is it told which rows are hidden.
      cellStyles: hidesRows(parts),
    });
  } catch (error) {
    throw brokenBy('spreadsheet', '.xlsx', [error as Error], 'xlsx-unreadable');
  }
  const isOf1904 = book.Workbook?.WBProps?.date1904 === true;
  const named = book.SheetNames.map((name, k) => ({
    ...{ name, sheet: book.Sheets[name]! },
    isHidden: Boolean(book.Workbook?.Sheets?.[k]?.Hidden),
  }));
  const filled = named
    .filter(({ sheet }) => sheet['!ref'] !== undefined)
    .map((one) => {
      const merged = fillMerged(one.sheet);
      return { ...one, merged, cells: cellsOf(one.sheet, isOf1904) };
    });
  const fitting = filled.length > 1 ? filled.filter(({ cells }) => isMeant?.(cells.rows)) : [];
  const shown = fitting.filter(({ isHidden }) => !isHidden);
  // Last year's beside this year's, or a part each: which is meant only a person knows.
  if (shown.length > 1) {
    const [table, ...twins] = shown.map(
      ({ cells, name }): Table => ({ ...cells, sheet: name, notes: [] }),
    );
    return { ...table!, twins };
  }
  const first = shown[0] ?? fitting[0] ?? filled[0];
  if (!first) throw fileProblem('empty-spreadsheet');
  const { merged } = first;
  const others = filled.filter((one) => one !== first);
  return {
    ...first.cells,
    notes: [
      ...(others.length
        ? [
            fileNote('one-sheet', {
              sheet: first.name,
              others: others.map(({ name }) => name).join(', '),
            }),
          ]
        : []),
      ...(merged.length ? [fileNote('merged-cells', { ranges: merged.join(', ') })] : []),
      ...notesOfHidden(first.sheet, first.cells.lines),
    ],
  };
}

const WORKSHEET = /^xl\/worksheets\/[^/]+\.xml$/;
const HIDDEN_ROW = /<row [^>]*\bhidden="(1|true)"/;
const hidesRows = (parts: ReadonlyMap<string, Uint8Array>): boolean =>
  [...parts].some(
    ([name, bytes]) =>
      WORKSHEET.test(name) && HIDDEN_ROW.test(new TextDecoder('latin1').decode(bytes)),
  );

/** Rows that a filter or a hand has hidden, by their places from 1: whoever looks at the sheet does not see what is read of them. */
function notesOfHidden(sheet: WorkSheet, lines: readonly number[]): FileNote[] {
  const rows = lines.filter((line) => sheet['!rows']?.[line - 1]?.hidden);
  if (rows.length === 0) return [];
  return [fileNote('hidden-rows', { count: rows.length, rows: firstCodes(rows.map(String)) })];
}

/**
 * Writes what cells merged over several rows hold into each of those rows that is there, for some are merged to the end of the sheet; across
 * columns it stays in the first. Returns the ranges.
 */
function fillMerged(sheet: WorkSheet): string[] {
  const data = dataOf(sheet);
  return (sheet['!merges'] ?? []).flatMap((range) => {
    const { s, e } = range;
    const cell = data[s.r]?.[s.c];
    if (e.r === s.r || cell?.v === undefined) return [];
    for (const cells of data.slice(s.r + 1, e.r + 1)) if (cells) cells[s.c] = cell;
    return [utils.encode_range(range)];
  });
}

const dataOf = (sheet: WorkSheet) =>
  (sheet as unknown as { '!data': ((RawCell | undefined)[] | undefined)[] })['!data'];

interface RawCell {
  t: string;
  v?: unknown;
  /** The formula it is the result of. */
  f?: string;
  z?: string | number;
  w?: string;
}

function cellsOf(sheet: WorkSheet, isOf1904: boolean): Omit<Table, 'notes'> {
  const data = dataOf(sheet);
  const rows: Cell[][] = [];
  const lines: number[] = [];
  for (const [k, raw] of data.entries()) {
    const cells = Array.from(raw ?? [], (cell) => (cell ? textOf(cell, isOf1904) : ''));
    if (cells.every((cell) => cell === '')) continue;
    rows.push(cells);
    lines.push(k + 1);
  }
  // All of a sheet lies in its columns, those without a header too.
  const width = rows.reduce((most, { length }) => Math.max(most, length), 0);
  for (const cells of rows) while (cells.length < width) cells.push('');
  return { rows, lines };
}

/** Codes of errors (ECMA-376, 18.17.3). `#N/A` as it was typed, or by NA(), says that there is nothing; of a look-up it says that it found nothing, which is none. */
const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
};

function textOf({ f, t, v, w, z }: RawCell, isOf1904: boolean): Cell {
  if (f !== undefined && (v === undefined || v === null || t === 'z'))
    return { defect: 'no-result', value: `=${f}` };
  if (v === undefined || v === null || t === 'z') return '';
  const error = t === 'e' ? ERRORS[v as number] : undefined;
  if (error) return { defect: 'cell-error', value: error };
  if (t === 'e')
    return f === undefined || /^NA\(\)$/i.test(f)
      ? '#N/A'
      : { defect: 'cell-error', value: '#N/A' };
  if (typeof v !== 'number') return withoutInvisible(String(v)).trim();
  if (z !== undefined && SSF.is_date(String(z))) return momentOf(v, isOf1904);
  if (Number.isInteger(v) && String(Math.abs(v)).replace(/0+$/, '').length > DIGITS)
    return { defect: 'digits-lost', value: String(v) };
  if (Math.abs(v) >= 10 ** DIGITS)
    return { defect: 'digits-lost', value: BigInt(Math.round(v)).toString() };
  if (isCodeFormat(String(z)) && Number.isInteger(v) && v >= 0) return SSF.format(String(z), v);
  // What shows a day in a format that is not understood is called a text by the library.
  if (z === '@' && w !== undefined) return w.trim();
  // Codes are shown with the zeros they begin with.
  return w !== undefined && /^0\d+$/.test(w) && Number(w) === v ? w : String(v);
}

/** Zeros, and before them perhaps letters: `00000` and `"A-"0000` show codes, not amounts. */
const isCodeFormat = (format: string): boolean => {
  const before = /^((?:"[^"]*"|\\.|-)*)0+$/.exec(format)?.[1];
  return before !== undefined && (before === '' || /\p{L}/u.test(before));
};

function momentOf(serial: number, date1904: boolean): string {
  const { H, M, S, d, m, y } = SSF.parse_date_code(serial, { date1904 });
  const two = (value: number, width = 2) => String(value).padStart(width, '0');
  return `${two(y, 4)}-${two(m)}-${two(d)} ${two(H)}:${two(M)}:${two(S)}`;
}
