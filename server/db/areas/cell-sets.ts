import { sql } from 'kysely';
import { cellToBigint } from '../../contract/areas/cell.ts';
import type { MultiPolygon } from '../../contract/areas/geo.ts';
import type { CellSet } from '../../domain/days/seen-bits.ts';
import type { Db } from '../store/open.ts';

export interface CellSetKey {
  gridId: number;
  gridVersion: number;
  swathM: number;
}

/** Name of a set; swaths are kept in single precision. */
export const nameOfSet = ({ gridId, gridVersion, swathM }: CellSetKey) =>
  `${gridId} ${gridVersion} ${Math.fround(swathM)}`;

/** Sets that are kept, by their names. */
export async function readCellSets(
  db: Db,
  keys: readonly CellSetKey[],
): Promise<Map<string, CellSet>> {
  const { rows } = await sql<CellSetKey & CellSet>`
    select s.id, s.grid_id as "gridId", s.grid_version as "gridVersion", s.swath_m as "swathM",
      array(select to_hex(cell) from unnest(s.cells) with ordinality as c (cell, at) order by at) as cells
    from cell_sets s
    where (s.grid_id, s.grid_version, s.swath_m) in (
      select * from unnest(${keys.map((k) => k.gridId)}::bigint[], ${keys.map((k) => k.gridVersion)}::int[],
        ${keys.map((k) => k.swathM)}::real[]))`.execute(db);
  return new Map(rows.map((row) => [nameOfSet(row), { id: row.id, cells: row.cells }]));
}

/** The polygon of a grid's version. */
export async function gridPolygon(
  db: Db,
  { gridId, gridVersion }: Omit<CellSetKey, 'swathM'>,
): Promise<MultiPolygon> {
  const { rows } = await sql<{ polygon: MultiPolygon }>`
    select ST_AsGeoJSON(geom, 9)::json as polygon from area_versions
    where area_id = ${gridId} and version = ${gridVersion}`.execute(db);
  return rows[0]!.polygon;
}

/** Keeps a set, unless it is kept already. `weight`: share of a cell that can be patrolled. */
export async function storeCellSet(
  db: Db,
  { gridId, gridVersion, swathM }: CellSetKey,
  cells: readonly { cell: string; weight: number }[],
): Promise<void> {
  await sql`
    insert into cell_sets (grid_id, grid_version, swath_m, cells, weights)
    values (${gridId}, ${gridVersion}, ${swathM},
      ${cells.map(({ cell }) => String(cellToBigint(cell)))}::bigint[],
      ${cells.map(({ weight }) => Math.round(weight * 10_000))}::smallint[])
    on conflict do nothing`.execute(db);
}

const weights = new WeakMap<Db, Map<number, Uint16Array>>();

/** Weights of the cells of sets, ten-thousandths, by the set's id. A set never changes, so each is read once. */
export async function cellWeights(
  db: Db,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Uint16Array>> {
  const known = weights.get(db) ?? new Map<number, Uint16Array>();
  weights.set(db, known);
  const missing = [...new Set(ids)].filter((id) => !known.has(id));
  if (missing.length > 0) {
    const { rows } = await sql<{ id: number; weights: string }>`
      select id, array_to_string(weights, ',') as weights from cell_sets where id = any(${missing}::int[])`.execute(
      db,
    );
    for (const row of rows)
      known.set(
        row.id,
        row.weights === '' ? new Uint16Array() : Uint16Array.from(row.weights.split(','), Number),
      );
  }
  return known;
}

/** Cells of sets, H3 indexes in the order of their bits, by the set's id. */
export async function cellsOfSets(
  db: Db,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: number; cells: string[] }>`
    select s.id, array(select to_hex(cell) from unnest(s.cells) with ordinality as c (cell, at) order by at) as cells
    from cell_sets s where s.id = any(${[...new Set(ids)]}::int[])`.execute(db);
  return new Map(rows.map(({ id, cells }) => [id, cells]));
}
