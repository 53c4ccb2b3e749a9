import { COLUMNS } from '../columns.ts';
import { offered } from '../offered.ts';
import { unpackFixes } from './pack-fixes.ts';
import { cellOfPacked } from './packed-cells.ts';

const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

/** The fixes of chunks as a query of the columns of `fixes`, longitude and latitude in place of the position. Cells are null unless asked for. */
export function unpacked(chunks: readonly Uint8Array[], cells: boolean) {
  const fixes = chunks.map(unpackFixes);
  return offered(
    NAMES.map((name) => {
      if (name === 'cell') return cells ? arrayOf(fixes.map(({ cell }) => cellsOf(cell))) : '{}';
      const isTold = fixes.some((chunk) => Array.prototype.some.call(chunk[name], isKnown));
      return isTold ? arrayOf(fixes.map((chunk) => valuesOf(chunk[name]))) : '{}';
    }),
  );
}

/** An array that ends before others is nulls from there. */
const arrayOf = (chunks: readonly string[]) => `{${chunks.join(',')}}`;

const isKnown = (value: number) => !Number.isNaN(value);

const valuesOf = (values: ArrayLike<number>): string =>
  Array.prototype.every.call(values, isKnown)
    ? Array.prototype.join.call(values, ',')
    : Array.from(values, (value) => (isKnown(value) ? value : 'null')).join(',');

const cellsOf = (cells: ArrayLike<number>) => Array.from(cells, cellOfPacked).join(',');
