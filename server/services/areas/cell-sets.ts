import {
  type CellSetKey,
  gridPolygon,
  nameOfSet,
  readCellSets,
  storeCellSet,
} from '../../db/areas/cell-sets.ts';
import type { Db } from '../../db/store/open.ts';
import type { CellSet } from '../../domain/days/seen-bits.ts';
import { cellsOf, gridGeometry } from '../../domain/geo/grid-geometry.ts';

/** The patrollable cells of grid versions as swaths see them, in the order of `keys`; computed and kept where they are not yet. */
export async function cellSetsOf(db: Db, keys: readonly CellSetKey[]): Promise<CellSet[]> {
  const known = await readCellSets(db, keys);
  const missing = keys.filter((key) => !known.has(nameOfSet(key)));
  for (const key of new Map(missing.map((key) => [nameOfSet(key), key])).values()) {
    const polygon = await gridPolygon(db, key);
    await storeCellSet(db, key, cellsOf(gridGeometry({ polygon }, key.swathM)));
  }
  const all = missing.length > 0 ? await readCellSets(db, keys) : known;
  return keys.map((key) => all.get(nameOfSet(key))!);
}
