import type { ImportDefect, ImportKind } from '../../contract/imports/import.ts';
import type { Named } from './kind.ts';
import { KINDS } from './kinds.ts';
import { headerOf, type ImportReading, type ImportRow } from './read-import.ts';

/** Codes there are, on record, of each sort. */
export type Known = Readonly<Record<Named, { has(code: string): boolean }>>;

/** Cells that name what is neither on record nor in the file; `inFile`: rows of all its sheets. */
export function findUnknown(
  kind: ImportKind,
  { all, columns }: ImportReading,
  known: Known,
  inFile: readonly ImportRow[] = all,
): ImportDefect[] {
  const { fields, names } = KINDS[kind];
  const own = new Set(inFile.map(({ values }) => values.code));
  const referring = fields.flatMap(({ field, refers }) => (refers ? [{ field, refers }] : []));
  return all.flatMap(({ row, values }) =>
    referring.flatMap(({ field, refers }): ImportDefect[] => {
      const code = values[field];
      if (code === undefined || known[refers].has(String(code))) return [];
      if (names === refers && own.has(code)) return [];
      const column = headerOf(columns, field);
      return [{ row, field, column, defect: 'unknown', value: String(code) }];
    }),
  );
}
