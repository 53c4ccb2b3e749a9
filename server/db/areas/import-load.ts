import { sql } from 'kysely';
import { SAME_DEG } from '../../contract/areas/area-import.ts';
import type { AreaDraft } from '../../domain/area-import/draft.ts';
import type { Db } from '../store/open.ts';

/**
 * Lays drafts out in the temporary table `area_drafts` of this transaction, where the other statements of an import
 * find them. `sound` says whether the geometry is valid; nothing is computed from one that is not.
 */
export async function loadDrafts(trx: Db, drafts: readonly AreaDraft[]): Promise<void> {
  await sql`create temporary table area_drafts (
    ord integer generated always as identity primary key,
    feature integer, code text not null, name text not null, level text not null, parent text, grid_type text,
    time_zone text not null, geom geometry(MultiPolygon, 4326) not null, sound boolean not null default true,
    state text, begins timestamptz
  ) on commit drop`.execute(trx);
  // In slices: one parameter holds at most 1 GB, and the text of a city's polygons is held twice while it is read.
  for (let i = 0; i < drafts.length; i += 1_000) {
    const rows = drafts.slice(i, i + 1_000).map(({ gridType, timeZone, geometry, ...rest }) => ({
      ...rest,
      grid_type: gridType,
      time_zone: timeZone,
      geometry,
    }));
    await sql`
      insert into area_drafts (feature, code, name, level, parent, grid_type, time_zone, geom)
      select feature, code, name, level, parent, grid_type, time_zone,
        ST_SetSRID(ST_Multi(ST_GeomFromGeoJSON(geometry)), 4326)
      from json_to_recordset(${JSON.stringify(rows)}::json) as d (feature integer, code text, name text, level text,
        parent text, grid_type text, time_zone text, geometry json)`.execute(trx);
  }
  await sql`create index area_drafts_geom on area_drafts using gist (geom)`.execute(trx);
  await sql`create index area_drafts_code on area_drafts (code)`.execute(trx);
  if ((await hasFew(trx)) || drafts.length < FEW)
    await sql`alter table area_drafts alter column geom set statistics 0`.execute(trx);
  await sql`analyze area_drafts`.execute(trx);
}

/**
 * Shapes of which it is not counted how they lie. Between so few PostGIS of the embedded store comes to chances of a million and more that their boxes
 * meet, which its planner refuses ("invalid join selectivity"); and any plan does.
 */
const FEW = 1_000;

/** Whether there are a few areas on record, beyond that which an empty store begins with. */
async function hasFew(trx: Db): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select from area_versions limit ${FEW}) first`.execute(trx);
  return rows[0]!.count > 1 && rows[0]!.count < FEW;
}

/**
 * Gives a sound draft whose rings lie within a centimetre of those on record, vertex for vertex as many, the shape on record: the way through
 * another projection and back moves corners by nanometres, and that is no other ground.
 */
export async function keepShapes(trx: Db, from: Date): Promise<number> {
  // The distance asks for every pair of vertices: only of shapes that lie in each other's boxes.
  const { rows } = await sql`
    update area_drafts d set geom = v.geom
    from areas a join areas_at(${from.toISOString()}) v on v.area_id = a.id
    where a.code = d.code and d.sound and case
      when ST_AsBinary(v.geom) = ST_AsBinary(d.geom) then false
      when ST_NPoints(v.geom) <> ST_NPoints(d.geom) or ST_NRings(v.geom) <> ST_NRings(d.geom) then false
      when not (ST_Expand(v.geom, ${SAME_DEG}) ~ d.geom and ST_Expand(d.geom, ${SAME_DEG}) ~ v.geom) then false
      else ST_HausdorffDistance(v.geom, d.geom) <= ${SAME_DEG} end
    returning d.ord`.execute(trx);
  return rows.length;
}

/** Whether a draft `d` is placed and shaped as the version `v` under `p` is; its name may be another. */
export const isSameGround = sql`
  (p.code, v.level, v.grid_type, v.time_zone) is not distinct from (d.parent, d.level, d.grid_type, d.time_zone)
  and ST_AsBinary(v.geom) = ST_AsBinary(d.geom)`;

/** Notes beside each draft whether the store knows the area at `from`, and whether as it is here. */
export async function compareDrafts(trx: Db, from: Date): Promise<void> {
  await sql`
    update area_drafts d set state = found.state
    from (
      select d.ord, case
        when v.area_id is null then 'created'
        when v.name is not distinct from d.name and ${isSameGround} then 'unchanged'
        else 'changed' end as state
      from area_drafts d
      left join areas a on a.code = d.code
      left join areas_at(${from.toISOString()}) v on v.area_id = a.id
      left join areas p on p.id = v.parent_id
    ) found
    where found.ord = d.ord`.execute(trx);
  // Else nothing is expected to have changed, and what asks for it goes through all of the file for each area.
  await sql`analyze area_drafts (state)`.execute(trx);
}
