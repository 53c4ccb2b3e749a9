import { sql } from 'kysely';
import type { Datum, MultiPolygon } from '../../contract/areas/geo.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import type { Db } from '../store/open.ts';

export interface HandheldRecord {
  id: number;
  code: string;
  secretHash: string;
  datum: Datum;
}

/** The handheld of a code, or undefined. */
export async function findHandheld(db: Db, code: string): Promise<HandheldRecord | undefined> {
  const row = await db
    .selectFrom('handhelds')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst();
  return row && { id: row.id, code: row.code, secretHash: row.secret_hash, datum: row.datum };
}

/** The hashes of the secrets of some handhelds, by id. */
export async function secretsInForce(
  db: Db,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ id: number; secretHash: string }>`
    select id, secret_hash as "secretHash" from handhelds where id = any(${ids}::bigint[])`.execute(
    db,
  );
  return new Map(rows.map(({ id, secretHash }) => [id, secretHash]));
}

/** Who carries a handheld at a moment, where that officer is on duty, and by which norm. */
export interface Duty {
  officerId: number;
  officerName: string;
  grid: { id: number; name: string; timeZone: string; geometry: MultiPolygon } | null;
  rules: NormRules | null;
}

/** The duty a handheld is on at `at` (Unix ms), or undefined where nobody carries it. */
export async function findDuty(db: Db, handheldId: number, at: number): Promise<Duty | undefined> {
  const moment = new Date(at).toISOString();
  const { rows } = await sql<{
    officer_id: number;
    officer_name: string;
    grid_id: number | null;
    grid_name: string;
    time_zone: string;
    geometry: MultiPolygon;
    rules: NormRules | null;
  }>`
    select o.id as officer_id, o.name as officer_name, g.area_id as grid_id, g.name as grid_name, g.time_zone,
      ST_AsGeoJSON(g.geom, 7)::json as geometry, n.rules
    from handheld_assignments ha
    join officers o on o.id = ha.officer_id
    left join officer_assignments oa on oa.officer_id = o.id
      and oa.valid_from <= ${moment} and (oa.valid_to is null or ${moment} < oa.valid_to)
    left join areas_at(${moment}) g on g.area_id = oa.area_id
    left join lateral norm_for(g.area_id, o.category, ${moment}) n on true
    where ha.handheld_id = ${handheldId}
      and ha.valid_from <= ${moment} and (ha.valid_to is null or ${moment} < ha.valid_to)
    order by ha.valid_from desc, oa.valid_from desc
    limit 1`.execute(db);
  const row = rows[0];
  if (!row) return undefined;
  return {
    officerId: row.officer_id,
    officerName: row.officer_name,
    grid:
      row.grid_id === null
        ? null
        : { id: row.grid_id, name: row.grid_name, timeZone: row.time_zone, geometry: row.geometry },
    rules: row.rules,
  };
}
