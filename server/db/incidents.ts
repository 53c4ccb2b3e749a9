import { sql } from 'kysely';
import type { Incident } from '../contract/incident.ts';
import { utc } from './moments.ts';
import type { Db } from './open.ts';

/** Incidents that began within [fromMs, toMs) in grids within an area, newest first. */
export async function listIncidents(
  db: Db,
  filter: { within: number; fromMs: number; toMs: number; limit: number },
): Promise<Incident[]> {
  const from = new Date(filter.fromMs).toISOString();
  const to = new Date(filter.toMs).toISOString();
  const { rows } = await sql<Incident & { lng: number; lat: number }>`
    select id, category, severity, found_by as "foundBy", ST_X(position) as lng, ST_Y(position) as lat,
      ${utc('occurred_from')} as "from", ${utc('occurred_to')} as "to", grid_id as "gridId"
    from incidents
    where occurred_from >= ${from} and occurred_from < ${to}
      and grid_id in (select area_subtree(${filter.within}::bigint, ${from}::timestamptz, ${to}::timestamptz))
    order by occurred_from desc, id limit ${filter.limit}`.execute(db);
  return rows.map(({ lng, lat, ...row }) => ({ ...row, position: { lng, lat } }));
}

export interface Category {
  code: string;
  parentCode: string | null;
  nameZh: string;
  nameEn: string;
  points: number;
}

/** The tree of incident categories, by code. */
export async function listCategories(db: Db): Promise<Category[]> {
  const rows = await db.selectFrom('incident_categories').selectAll().orderBy('code').execute();
  return rows.map((row) => ({
    code: row.code,
    parentCode: row.parent_code,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    points: row.points,
  }));
}
