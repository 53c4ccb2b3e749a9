import { sql } from 'kysely';
import type { MultiPolygon } from '../../contract/areas/geo.ts';
import type { CellSet } from '../../domain/days/seen-bits.ts';
import { cellsOf, gridGeometry } from '../../domain/geo/grid-geometry.ts';
import type { Db } from '../store/open.ts';

export interface CellSetKey {
  gridId: number;
  gridVersion: number;
  swathM: number;
}

/** The patrollable cells of grid versions as swaths see them, in the order of `keys`; computed and kept where they are not yet. */
export async function cellSetsOf(db: Db, keys: readonly CellSetKey[]): Promise<CellSet[]> {
  const known = await readSets(db, keys);
  const missing = keys.filter((key) => !known.has(nameOf(key)));
  for (const key of new Map(missing.map((key) => [nameOf(key), key])).values())
    await makeSet(db, key);
  const all = missing.length > 0 ? await readSets(db, keys) : known;
  return keys.map((key) => all.get(nameOf(key))!);
}

const nameOf = ({ gridId, gridVersion, swathM }: CellSetKey) =>
  `${gridId} ${gridVersion} ${Math.fround(swathM)}`;

async function readSets(db: Db, keys: readonly CellSetKey[]): Promise<Map<string, CellSet>> {
  const { rows } = await sql<CellSetKey & CellSet>`
    select s.id, s.grid_id as "gridId", s.grid_version as "gridVersion", s.swath_m as "swathM",
      array(select to_hex(cell) from unnest(s.cells) with ordinality as c (cell, at) order by at) as cells
    from cell_sets s
    where (s.grid_id, s.grid_version, s.swath_m) in (
      select * from unnest(${keys.map((k) => k.gridId)}::bigint[], ${keys.map((k) => k.gridVersion)}::int[],
        ${keys.map((k) => k.swathM)}::real[]))`.execute(db);
  return new Map(rows.map((row) => [nameOf(row), { id: row.id, cells: row.cells }]));
}

async function makeSet(db: Db, { gridId, gridVersion, swathM }: CellSetKey): Promise<void> {
  const { rows } = await sql<{ polygon: MultiPolygon }>`
    select ST_AsGeoJSON(geom, 9)::json as polygon from area_versions
    where area_id = ${gridId} and version = ${gridVersion}`.execute(db);
  const cells = cellsOf(gridGeometry({ polygon: rows[0]!.polygon }, swathM));
  await sql`
    insert into cell_sets (grid_id, grid_version, swath_m, cells, weights)
    values (${gridId}, ${gridVersion}, ${swathM},
      ${cells.map(({ cell }) => BigInt(`0x${cell}`).toString())}::bigint[],
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
