import { type FileNote, problem } from '../../contract/file-problem.ts';
import {
  IMPORT_ROWS_MAX,
  type ImportDefect,
  type ImportField,
  type ImportKind,
} from '../../contract/imports/import.ts';
import { fileNote, fileProblem } from '../reading/problem.ts';
import { totalIn } from '../reading/tables/rows.ts';
import { type Table, textOfCell } from '../reading/tables/tables.ts';
import { isSound } from '../reading/texts/sound-text.ts';
import { createTimeReader, type TimeFormat } from '../reading/times/times.ts';
import { type Columns, findColumns } from './find-columns.ts';
import type { Field, Values } from './kind.ts';
import { KINDS } from './kinds.ts';
import { isEndless, saysNothing, ValueDefect } from './value.ts';

/** A row, with what of it could be read. */
export interface ImportRow {
  row: number;
  values: Values;
}

export interface ImportReading {
  /** Name of the sheet, where several hold such rows; the others are `twins`. */
  sheet?: string;
  twins?: ImportReading[];
  columns: Columns;
  /** Those that are sound. */
  rows: ImportRow[];
  /** All of them: what can be looked up of a row is, whatever else is wrong with it. */
  all: ImportRow[];
  /** How many rows the table has, sound or not. */
  count: number;
  defects: ImportDefect[];
  notes: FileNote[];
}

export interface ReadOptions {
  /** Columns by field where their headers are not known ones. */
  columns: Readonly<Record<string, string>>;
  timeZone: string;
  timeFormat?: TimeFormat | undefined;
}

/**
 * Reads a table of a kind: every row that is sound, and every defect of the others. Pure; codes are not looked up. Where several sheets hold
 * such rows that is a defect, told with those of each.
 */
export function readImport(kind: ImportKind, table: Table, options: ReadOptions): ImportReading {
  const { sheet, twins = [] } = table;
  if (sheet === undefined || twins.length === 0) return readOne(kind, table, options);
  const readings = [table, ...twins].map(
    (one): ImportReading => ({ ...readOne(kind, one, options), sheet: one.sheet! }),
  );
  const sheets = [sheet, ...twins.map((one) => one.sheet)].join(', ');
  const several: ImportDefect = {
    ...{ row: null, column: null, field: null, defect: 'unreadable', value: '' },
    problems: [problem('several-sheets', { sheets })],
  };
  const [first, ...others] = readings;
  return { ...first!, defects: [several, ...first!.defects], twins: others };
}

function readOne(kind: ImportKind, table: Table, options: ReadOptions): ImportReading {
  requireFields(kind, options.columns);
  const columns = findColumns(kind, table.rows, options.columns);
  const times = createTimeReader({ timeZone: options.timeZone, format: options.timeFormat });
  const { alike = [], fields, identity, defects: rowDefect } = KINDS[kind];
  const defects = [...columns.defects];
  const rows: ImportRow[] = [];
  const all: ImportRow[] = [];
  const seen = new Map<string, number>();
  const said = new Map<string, { row: number; value: string | number }>();
  const body = table.rows.slice(columns.header + 1);
  const about = (row: number | null, field: ImportField | null) => ({
    row,
    field,
    column: field === null ? null : headerOf(columns, field),
  });
  if (body.length === 0) defects.push({ ...about(null, null), defect: 'no-rows', value: '' });
  if (body.length > IMPORT_ROWS_MAX)
    defects.push({ ...about(null, null), defect: 'too-many-rows', value: String(body.length) });
  for (const [k, cells] of body.slice(0, IMPORT_ROWS_MAX).entries()) {
    const row = table.lines[columns.header + 1 + k]!;
    const torn = table.broken?.get(row);
    if (torn) {
      defects.push({ ...about(row, null), defect: 'unreadable', value: '', problems: [torn] });
      continue;
    }
    if (isHeader(columns, cells)) {
      defects.push({ ...about(row, null), defect: 'header-again', value: '' });
      continue;
    }
    const total = totalIn(cells);
    if (total !== null) {
      defects.push({ ...about(row, null), defect: 'total-row', value: total });
      continue;
    }
    const beyond = cells.slice(columns.names.length).find((cell) => cell !== '');
    if (beyond !== undefined)
      defects.push({ ...about(row, null), defect: 'more-cells', value: textOfCell(beyond) });
    const values: Values = {};
    const bad = new Set<ImportField>();
    for (const field of fields) {
      const at = columns.at.get(field.field) ?? null;
      if (at === null) continue;
      const cell = cells[at] ?? '';
      const context = { times, timeZone: options.timeZone, header: columns.names[at]! };
      const read = readCell(field, cell, context);
      if ('defect' in read) {
        bad.add(field.field);
        defects.push({ ...about(row, field.field), ...read });
      } else if (read.value !== undefined) values[field.field] = read.value;
    }
    all.push({ row, values });
    const against = rowDefect?.(values) ?? null;
    const wrong = against && !bad.has(against.field) ? against : null;
    const key = identity.map((field) => values[field] ?? '').join('\u001f');
    const isNamed =
      !identity.some((field) => bad.has(field)) &&
      identity.some((field) => values[field] !== undefined);
    const first = isNamed ? seen.get(key) : undefined;
    const others = alike.flatMap(({ fields, of }) =>
      fields.flatMap((field) => {
        const value = values[field];
        const about = [...of.map((one) => values[one] ?? ''), field].join('\u001f');
        if (value === undefined) return [];
        const before = said.get(about) ?? { row, value };
        said.set(about, before);
        return before.value === value ? [] : [{ field, row: before.row }];
      }),
    );
    if (wrong)
      defects.push({
        ...about(row, wrong.field),
        defect: wrong.defect,
        // As the file writes it.
        value: String(cells[columns.at.get(wrong.field) ?? -1] ?? '').trim(),
      });
    if (first !== undefined)
      defects.push({ ...about(row, identity[0]!), defect: 'repeated', value: String(first) });
    for (const other of others)
      defects.push({
        ...about(row, other.field),
        defect: 'contradicts',
        value: String(other.row),
      });
    if (!wrong && first === undefined && others.length === 0) {
      if (isNamed) seen.set(key, row);
      if (bad.size === 0) rows.push({ row, values });
    }
  }
  return {
    columns,
    rows,
    all,
    count: body.length,
    defects,
    notes: [...table.notes, ...times.notes(), ...notesOfUnnamed(columns.names, body)],
  };
}

/** Whether a row says of every column that it is read from what its header says, as where pages were put together. */
const isHeader = ({ at, names }: Columns, cells: Table['rows'][number]): boolean => {
  const read = [...at.values()].filter((k) => k !== null);
  return read.length > 1 && read.every((k) => textOfCell(cells[k] ?? '').trim() === names[k]);
};

/** Columns that hold something under no header, by their places from 1. */
function notesOfUnnamed(names: readonly string[], body: Table['rows']): FileNote[] {
  const columns = names.flatMap((name, k) =>
    name === '' && body.some((cells) => (cells[k] ?? '') !== '') ? [k + 1] : [],
  );
  return columns.length > 0 ? [fileNote('unnamed-columns', { columns: columns.join(', ') })] : [];
}

/** @throws ReadingError where a column is told for what this kind of file has not. */
function requireFields(kind: ImportKind, told: ReadOptions['columns']): void {
  const fields = KINDS[kind].fields.map(({ field }) => field);
  const role = Object.keys(told).find((field) => !(fields as string[]).includes(field));
  if (role !== undefined) throw fileProblem('no-such-role', { role, roles: fields.join(', ') });
}

/** The header of a field's column in the file. */
export const headerOf = ({ at, names }: Columns, field: ImportField): string | null => {
  const k = at.get(field) ?? null;
  return k === null ? null : names[k]!;
};

function readCell(
  { isEnd, isRequired, read }: Field,
  cell: Table['rows'][number][number],
  context: Parameters<Field['read']>[1],
): { value: string | number | undefined } | Pick<ImportDefect, 'defect' | 'value' | 'problems'> {
  if (typeof cell !== 'string') return cell;
  const text = cell.normalize('NFC').trim();
  if (saysNothing(text) || (isEnd && isEndless(text)))
    return isRequired ? { defect: 'empty', value: '' } : { value: undefined };
  if (!isSound(text)) return { defect: 'damaged', value: text.slice(0, 100) };
  try {
    return { value: read(text, context) };
  } catch (error) {
    if (!(error instanceof ValueDefect)) throw error;
    const { defect, problems } = error;
    return {
      defect,
      value: text.slice(0, 100),
      ...(problems.length ? { problems: [...problems] } : {}),
    };
  }
}
