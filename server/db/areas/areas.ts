import { sql } from 'kysely';
import type { Area, AreaCollection, GridType, Level } from '../../contract/areas/area.ts';
import type { MultiPolygon } from '../../contract/areas/geo.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

export interface AreaFilter {
  /** As of this moment, Unix ms. */
  at: number;
  /** Only this area and what lies below it. */
  within?: number;
  level?: Level;
}

interface Row {
  area_id: number;
  code: string;
  version: number;
  parent_id: number | null;
  level: Level;
  name: string;
  grid_type: GridType | null;
  time_zone: string;
  valid_from: Date;
  valid_to: Date | null;
  parentCode?: string | null;
  geometry?: MultiPolygon;
}

/** Areas as of a moment, by code. */
export async function listAreas(db: Db, filter: AreaFilter): Promise<Area[]> {
  return (await readAreas(db, filter, sql``)).map(toArea);
}

/** Another text whenever another version of one of these areas holds. */
export async function areasSignature(db: Db, { at, within }: AreaFilter): Promise<string> {
  const moment = iso(at);
  const inside =
    within === undefined
      ? sql`true`
      : sql`area_id in (select area_subtree(${within}::bigint, ${moment}::timestamptz, ${moment}::timestamptz))`;
  const { rows } = await sql<{ signature: string }>`
    select coalesce(md5(string_agg(area_id || '/' || version, ',' order by area_id)), 'none') as signature
    from areas_at(${moment}::timestamptz) where ${inside}`.execute(db);
  return rows[0]!.signature;
}

/** Ids of an area and all below it as of a moment, Unix ms. */
export async function areasWithin(db: Db, areaId: number, at: number): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select area_subtree(${areaId}::bigint, ${iso(at)}::timestamptz, ${iso(at)}::timestamptz) as id`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}

/** The same with their polygons, simplified to `toleranceDeg` (0: exact), as GeoJSON. */
export async function areaCollection(
  db: Db,
  filter: AreaFilter & { toleranceDeg?: number },
): Promise<AreaCollection> {
  const parent = sql`, (select code from areas up where up.id = a.parent_id) as "parentCode"`;
  const geometry = filter.toleranceDeg
    ? sql`, ST_AsGeoJSON(ST_Multi(ST_SimplifyPreserveTopology(a.geom, ${filter.toleranceDeg})), 6)::json as geometry`
    : sql`, ST_AsGeoJSON(a.geom, 7)::json as geometry`;
  const rows = await readAreas(db, filter, sql`${parent}${geometry}`);
  return {
    type: 'FeatureCollection',
    features: rows.map((row) => ({
      type: 'Feature',
      id: row.area_id,
      geometry: row.geometry!,
      properties: { ...toArea(row), parentCode: row.parentCode ?? null },
    })),
  };
}

async function readAreas(db: Db, { at, within, level }: AreaFilter, extra: ReturnType<typeof sql>) {
  const moment = iso(at);
  const { rows } = await sql<Row>`
    select a.area_id, n.code, a.version, a.parent_id, a.level, a.name, a.grid_type, a.time_zone, a.valid_from,
      a.valid_to ${extra}
    from areas_at(${moment}::timestamptz) a join areas n on n.id = a.area_id
    where ${level === undefined ? sql`true` : sql`a.level = ${level}`}
      and ${within === undefined ? sql`true` : sql`a.area_id in (select area_subtree(${within}::bigint, ${moment}::timestamptz, ${moment}::timestamptz))`}
    order by n.code`.execute(db);
  return rows;
}

function toArea(row: Row): Area {
  return {
    id: row.area_id,
    code: row.code,
    version: row.version,
    parentId: row.parent_id,
    level: row.level,
    name: row.name,
    gridType: row.grid_type,
    timeZone: row.time_zone,
    validFrom: row.valid_from.toISOString(),
    validTo: row.valid_to?.toISOString() ?? null,
  };
}

/** The level of an area at a moment, Unix ms; where it was not there then, that of its latest version. */
export async function levelOfArea(db: Db, areaId: number, at: number): Promise<Level | null> {
  const { rows } = await sql<{ level: Level }>`
    select level from area_versions where area_id = ${areaId}
    order by (valid_from <= ${iso(at)} and (valid_to is null or ${iso(at)} < valid_to)) desc, version desc limit 1`.execute(
    db,
  );
  return rows[0]?.level ?? null;
}
