import type { Fix } from '../../domain/entrance/fix.ts';
import { FIX_COLUMNS } from './columns.ts';

/** Fixes as the store hands them over: the bytes of each column, in order of device time, then identity; null where there are none. */
export type FixColumns = Record<keyof typeof FIX_COLUMNS, Uint8Array> | null;

type Figures = {
  readonly [Name in keyof typeof FIX_COLUMNS]: ReturnType<(typeof FIX_COLUMNS)[Name]['figure']>;
};
const NAMES = Object.keys(FIX_COLUMNS) as (keyof Figures)[];

/** A fix as a row of columns: of thousands, no figure is made an object that is not asked for. Its figures are getters, so no spread. */
class StoredFix {
  readonly #values: readonly ArrayLike<number>[];
  readonly #row: number;

  constructor(values: readonly ArrayLike<number>[], row: number) {
    this.#values = values;
    this.#row = row;
  }

  static {
    NAMES.forEach((name, at) => {
      const { figure } = FIX_COLUMNS[name];
      Object.defineProperty(StoredFix.prototype, name, {
        get(this: StoredFix) {
          return figure(this.#values[at]![this.#row]!);
        },
      });
    });
  }
}

/** Columns as fixes. */
export function fixesOf(columns: FixColumns): Fix[] {
  if (!columns) return [];
  return fixesOfValues(NAMES.map((name) => FIX_COLUMNS[name].read(columns[name])));
}

/** Figures of columns, NaN where null, as fixes. */
export const fixesOfFigures = (figures: Record<keyof Figures, ArrayLike<number>>): Fix[] =>
  fixesOfValues(NAMES.map((name) => figures[name]));

const fixesOfValues = (values: readonly ArrayLike<number>[]): Fix[] =>
  Array.from(
    { length: values[0]!.length },
    (_, row) => new StoredFix(values, row) as unknown as Figures,
  );
