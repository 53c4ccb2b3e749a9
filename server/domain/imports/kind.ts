import type { ImportField } from '../../contract/imports/import.ts';
import type { Parts } from './parts.ts';
import type { ReadValue } from './value.ts';

/** What a code names. */
export type Named = 'officer' | 'handheld' | 'grid' | 'area' | 'category';

export interface Field {
  field: ImportField;
  isRequired?: true;
  read: ReadValue;
  /** Until when: 至今 and the like say as much as an empty cell. */
  isEnd?: true;
  /** Of what it must be the code. */
  refers?: Named;
  /** Headers besides those of the dictionaries, as `plainHeader` makes them. */
  also?: readonly string[];
}

export interface Kind {
  fields: readonly Field[];
  /** Fields that together are the identity of a row: no two rows have the same. */
  identity: readonly ImportField[];
  /** What the code of a row is the code of. */
  names?: Named;
  /** What every row that has the same in some fields must say alike; a cell that is empty says nothing. */
  alike?: readonly { of: readonly ImportField[]; fields: readonly ImportField[] }[];
  /** What is wrong with a row as a whole, by field. */
  defects?: (row: Values) => RowDefect | null;
  /** What a row brings. */
  parts: (row: Values) => Parts;
}

export type Values = Partial<Record<ImportField, string | number>>;
export interface RowDefect {
  field: ImportField;
  defect: 'not-after' | 'nothing-assigned' | 'own-substitute' | 'below-itself';
}
