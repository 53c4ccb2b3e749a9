import { sql } from 'kysely';
import { DAY_MS } from '../../contract/units.ts';
import { parentAt } from '../store/h3-parent.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** An area the risk job watches by itself. */
export interface WatchedArea {
  id: number;
  timeZone: string;
  areaM2: number;
  /** GeoJSON text of its MultiPolygon. */
  polygon: string;
}

/** The districts as of a moment, or, where there are none, the areas under no other. Areas without ground are left out. */
export async function watchedAreas(db: Db, atMs: number): Promise<WatchedArea[]> {
  const { rows } = await sql<WatchedArea>`
    with now as materialized (select * from areas_at(${iso(atMs)}::timestamptz))
    select area_id as id, time_zone as "timeZone", ST_Area(geom::geography) as "areaM2", ST_AsGeoJSON(geom, 7) as polygon
    from now
    where not ST_IsEmpty(geom)
      and case when exists (select from now where level = 'district') then level = 'district' else parent_id is null end
    order by area_id`.execute(db);
  return rows;
}

/** The top category of every category, by code. */
export async function topCategories(db: Db): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('incident_categories')
    .select(['code', 'parent_code'])
    .orderBy('code')
    .execute();
  const parent = new Map(rows.map((row) => [row.code, row.parent_code]));
  const topOf = (code: string): string => {
    const above = parent.get(code);
    return above ? topOf(above) : code;
  };
  return new Map(rows.map(({ code }) => [code, topOf(code)]));
}

/**
 * Incidents of an area that became known in [fromMs, toMs), as the JSON text of columns for a worker to parse: endMs (Unix ms), cell (H3
 * of the resolution, hex), category. An incident becomes known when the interval it happened in ends.
 */
export async function readRiskIncidents(
  db: Db,
  span: { areaId: number; fromMs: number; toMs: number; resolution: number },
): Promise<string> {
  const { rows } = await sql<{ page: string }>`
    select json_build_object('endMs', coalesce(array_agg(ends), '{}'), 'cell', coalesce(array_agg(place), '{}'),
      'category', coalesce(array_agg(category), '{}'))::text as page
    from (
      select (date_part('epoch', occurred_to) * 1000)::bigint as ends, to_hex(${parentAt(span.resolution)}) as place, category
      from incidents
      where occurred_to >= ${iso(span.fromMs)} and occurred_to < ${iso(span.toMs)}
        and grid_id in (select area_subtree(${span.areaId}::bigint, ${iso(span.fromMs)}::timestamptz, ${iso(span.toMs)}::timestamptz))
    ) i`.execute(db);
  return rows[0]!.page;
}

/** How many incidents of an area became known in [fromMs, toMs). */
export async function countRiskIncidents(
  db: Db,
  { areaId, fromMs, toMs }: { areaId: number; fromMs: number; toMs: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from incidents
    where occurred_to >= ${iso(fromMs)} and occurred_to < ${iso(toMs)}
      and grid_id in (select area_subtree(${areaId}::bigint, ${iso(fromMs)}::timestamptz, ${iso(toMs)}::timestamptz))`.execute(
    db,
  );
  return rows[0]!.count;
}

/** A UTC day whose incidents changed. */
export interface TouchedDay {
  /** Unix ms at which it began. */
  startMs: number;
  version: number;
  judged: number;
}

/** Every day with incidents from a moment on, with how often it changed. */
export async function touchedDays(db: Db, sinceMs: number): Promise<TouchedDay[]> {
  const { rows } = await sql<TouchedDay>`
    select (day - date '1970-01-01')::float8 * ${DAY_MS}::float8 as "startMs", version::float8 as version, judged::float8 as judged
    from risk_days where day >= (${iso(sinceMs)}::timestamptz at time zone 'UTC')::date order by day`.execute(
    db,
  );
  return rows;
}

/** Puts on record that findings rest on these versions of days. */
export async function markJudged(db: Db, days: readonly TouchedDay[]): Promise<void> {
  await sql`
    update risk_days r set judged = greatest(r.judged, d.version)
    from unnest(${days.map(({ startMs }) => iso(startMs).slice(0, 10))}::date[],
      ${days.map(({ version }) => version)}::bigint[]) as d (day, version)
    where r.day = d.day`.execute(db);
}

/** Moments at which a run over an area is on record, Unix ms, from a moment on. */
export async function runsOnRecord(db: Db, areaId: number, sinceMs: number): Promise<Set<number>> {
  const { rows } = await sql<{ at: number }>`
    select distinct date_part('epoch', at) * 1000 as at from warning_runs
    where area_id = ${areaId} and at >= ${iso(sinceMs)}`.execute(db);
  return new Set(rows.map(({ at }) => at));
}

/** When the latest severe incident was received, Unix ms by the store's clock; null where there is none. */
export async function latestSevere(db: Db): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    select date_part('epoch', max(received_at)) * 1000 as at from incidents where severity = 'severe'`.execute(
    db,
  );
  return rows[0]!.at;
}
