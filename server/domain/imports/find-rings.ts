import type { ImportDefect } from '../../contract/imports/import.ts';
import { belowItself } from '../below-itself.ts';
import { headerOf, type ImportReading } from './read-import.ts';

/** Rows of a tree that would lie below themselves by what others of the file, or of the record, lie below. */
export function findRings(
  { all, columns }: ImportReading,
  onRecord: ReadonlyMap<string, string | null>,
): ImportDefect[] {
  const told = all.flatMap(({ values: { code, parent } }): [string, string][] =>
    code === undefined || parent === undefined ? [] : [[String(code), String(parent)]],
  );
  const rings = belowItself(new Map([...onRecord, ...told]));
  return all.flatMap(({ row, values: { code, parent } }): ImportDefect[] =>
    parent !== undefined && parent !== code && rings.has(String(code))
      ? [
          {
            ...{ row, field: 'parent', column: headerOf(columns, 'parent') },
            ...{ defect: 'below-itself', value: String(code) },
          },
        ]
      : [],
  );
}
