import type { ImportDefect, ImportField, ImportKind } from '../../contract/imports/import.ts';
import { IMPORT_WORDS } from '../../contract/words/import-words.ts';
import { LANGUAGE_CODES } from '../../contract/words/languages.ts';
import { plainHeader } from '../reading/tables/columns.ts';
import { type Cell, textOfCell } from '../reading/tables/tables.ts';
import type { Field } from './kind.ts';
import { KINDS } from './kinds.ts';

/** Rows at the top that may be a title before the header is. */
const TITLE_ROWS = 10;

/** Where the columns of a table are. */
export interface Columns {
  /** Place of the header among the rows. */
  header: number;
  names: string[];
  /** Place of each field's column; null where there is none. */
  at: Map<ImportField, number | null>;
  defects: ImportDefect[];
}

const headersOf = (kind: ImportKind, { also = [], field }: Field): string[] => {
  const named = LANGUAGE_CODES.map((language) => ({ imports: IMPORT_WORDS[language] }));
  return [
    field,
    ...named.map((words) => headerIn(kind, field, words)),
    ...also,
    ...named.flatMap(({ imports }) => imports.header[field] ?? []),
  ].map(plainHeader);
};

/** What a column is called in a language: by its kind where `code` or `name` would say little. */
export function headerIn(
  kind: ImportKind,
  field: ImportField,
  { imports }: { imports: { header: Record<string, string> } },
): string {
  return imports.header[`${kind}-${field}`] ?? imports.header[field]!;
}

/**
 * Finds the header of a table and the columns of a kind in it: of the first rows, the one that has most of them. `told` names
 * columns by field; '' says that there is none.
 */
export function findColumns(
  kind: ImportKind,
  rows: readonly (readonly Cell[])[],
  told: Readonly<Record<string, string>>,
): Columns {
  const { fields } = KINDS[kind];
  const matches = rows.slice(0, TITLE_ROWS).map((row) =>
    match(
      kind,
      row.map((cell) => textOfCell(cell).trim()),
      told,
    ),
  );
  const found = (one: ReturnType<typeof match>) =>
    [...one.at.values()].filter((k) => k !== null).length;
  const best = matches.reduce((a, b) => (found(b) > found(a) ? b : a), matches[0]!);
  const names = best.names;
  const missing = fields.filter(
    ({ field, isRequired }) => isRequired && best.at.get(field) === null,
  );
  return {
    ...best,
    header: matches.indexOf(best),
    defects: [
      ...best.defects,
      ...missing.map(
        ({ field }): ImportDefect => ({
          row: null,
          column: null,
          field,
          defect: 'missing-column',
          value: names.filter(Boolean).join(', '),
        }),
      ),
    ],
  };
}

/** A header without whose thing it is, its codes called codes: 负责网格编号 and 所属网格代码 are 网格编码. */
const wording = (header: string): string =>
  header
    .replace(/^(所属|负责|责任|包干|分管|管辖|所在|对应|领用人?|使用人|持有人)(?=.)/, '')
    .replace(/(编号|代码|号码)$/, '编码');

function match(kind: ImportKind, names: string[], told: Readonly<Record<string, string>>) {
  const plain = names.map(plainHeader);
  const worded = plain.map(wording);
  const at = new Map<ImportField, number | null>();
  const defects: ImportDefect[] = [];
  const taken = new Set<number>();
  const places = (headers: readonly string[], header: string) =>
    headers.flatMap((name, k) => (name !== '' && name === header && !taken.has(k) ? [k] : []));
  const { fields } = KINDS[kind];
  const take = (field: Field, candidates: number[]) => {
    if (candidates.length > 1)
      defects.push({
        row: null,
        column: names[candidates[0]!]!,
        field: field.field,
        defect: 'two-columns',
        value: candidates.map((k) => names[k]).join(', '),
      });
    at.set(field.field, candidates[0] ?? null);
    if (candidates[0] !== undefined) taken.add(candidates[0]);
  };
  const firstOf = (found: number[][]) => found.find((k) => k.length > 0) ?? [];
  for (const field of fields) {
    const name = told[field.field];
    take(
      field,
      name === undefined
        ? // The names of the dictionaries come before those that may mean something else.
          firstOf(headersOf(kind, field).map((header) => places(plain, header)))
        : places(plain, plainHeader(name)),
    );
  }
  // What is called as nobody foresaw is looked for by its wording, once all that is called as foreseen has its column.
  for (const field of fields)
    if (at.get(field.field) === null && told[field.field] === undefined)
      take(field, firstOf(headersOf(kind, field).map((header) => places(worded, wording(header)))));
  return { names, at, defects };
}

/** Whether rows of a sheet have all columns that a kind needs. */
export const holds =
  (kind: ImportKind, told: Readonly<Record<string, string>>) =>
  (rows: readonly (readonly Cell[])[]): boolean =>
    rows.length > 0 && findColumns(kind, rows, told).defects.length === 0;
