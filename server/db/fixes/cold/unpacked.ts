import { cellToBigint } from '../../../contract/areas/cell.ts';
import { cellOf } from '../../../domain/geo/h3.ts';
import { COLUMNS } from '../columns.ts';
import { arrayOf, offered } from '../offered.ts';
import { type FixFigures, unpackFixes } from './pack-fixes.ts';

const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
const NO_CELL = 0n;

/** The fixes of chunks as a query of the columns of `fixes`, longitude and latitude in place of the position. Cells are 0 unless asked for. */
export function unpacked(chunks: readonly Uint8Array[], cells: boolean) {
  const unpacked = chunks.map(unpackFixes);
  return offered(NAMES.map((name) => arrayOf(valuesOf(unpacked, name, cells), (value) => value)));
}

function* valuesOf(chunks: readonly FixFigures[], name: keyof typeof COLUMNS, cells: boolean) {
  for (const chunk of chunks)
    for (let i = 0; i < chunk.seq.length; i++) {
      if (name === 'cell')
        yield cells ? cellToBigint(cellOf({ lng: chunk.lng[i]!, lat: chunk.lat[i]! })) : NO_CELL;
      else {
        const value = chunk[name][i]!;
        yield Number.isNaN(value) ? null : value;
      }
    }
}
