import { type RawBuilder, sql } from 'kysely';
import type { StudySelection } from '../../contract/studies/study.ts';
import { unixMs } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Rows handed over at a time: small enough not to hold up whoever else waits for the process. */
const PAGE_ROWS = 4_000;

/** Incidents `i` by how their case stands. */
const OF_CASES: Record<NonNullable<StudySelection['cases']>, RawBuilder<unknown>> = {
  unclosed: sql`and exists (select from cases c where c.incident_id = i.id and c.ended_at is null)`,
  late: sql`and exists (select from cases c where c.incident_id = i.id
    and case when c.ended_at is null then c.late or c.due_at < now() else c.late end)`,
};

/** Areas whose incidents a selection is about, as the text of an array. */
async function areasOf(db: Db, areaId: number, { from, to }: StudySelection): Promise<string> {
  // As values: with a subquery the planner expects few rows and does not page by the index of ids.
  const { rows } = await sql<{ areas: string }>`
    select coalesce(array_agg(a), '{}')::text as areas
    from area_subtree(${areaId}::bigint, ${from ?? '-infinity'}::timestamptz, ${to ?? 'infinity'}::timestamptz) a`.execute(
    db,
  );
  return rows[0]!.areas;
}

/** Incidents `i` of a selection within areas. */
function ofSelection(selection: StudySelection, areas: string) {
  const { cases, categories, from = '-infinity', to = 'infinity' } = selection;
  const wanted = categories?.length ? categories : null;
  return sql`i.occurred_to >= ${from} and i.occurred_from < ${to}
    and (${wanted}::text[] is null or i.category = any(${wanted}::text[]))
    and i.grid_id = any(${areas}::bigint[]) ${cases ? OF_CASES[cases] : sql``}`;
}

/** How many incidents a selection holds, the ground of its area, and the places of at most about `most` of them, drawn by their ids. */
export async function sampleStudyPlaces(
  db: Db,
  areaId: number,
  selection: StudySelection,
  most: number,
): Promise<{ incidents: number; areaM2: number | null; lng: number[]; lat: number[] }> {
  const chosen = ofSelection(selection, await areasOf(db, areaId, selection));
  const {
    rows: [told],
  } = await sql<{ incidents: number; areaM2: number | null }>`
    select (select count(*)::int from incidents i where ${chosen}) as incidents,
      (select ST_Area(geom::geography) from areas_at(least(${selection.to ?? 'infinity'}::timestamptz, now()))
        where area_id = ${areaId}) as "areaM2"`.execute(db);
  const every = Math.max(1, Math.ceil(told!.incidents / most));
  const { rows } = await sql<{ lng: number; lat: number }>`
    select ST_X(i.position) as lng, ST_Y(i.position) as lat from incidents i
    where ${chosen} and abs(hashtext(i.id)::bigint) % ${every} = 0`.execute(db);
  return { ...told!, lng: rows.map(({ lng }) => lng), lat: rows.map(({ lat }) => lat) };
}

/**
 * Incidents of a selection as JSON texts of columns, page by page in the order of their ids: id, category,
 * from, to (Unix ms), lng, lat, grid (code or null). They are not parsed here, so that a worker can.
 */
export async function* readStudyIncidents(
  db: Db,
  areaId: number,
  selection: StudySelection,
): AsyncGenerator<{ page: string; count: number }> {
  const chosen = ofSelection(selection, await areasOf(db, areaId, selection));
  let after = '';
  for (;;) {
    const { rows } = await sql<{ page: string; last: string | null; count: number }>`
      with chosen as (
        select i.id, i.category, date_part('epoch', i.occurred_from) * 1000 as from_ms,
          date_part('epoch', i.occurred_to) * 1000 as to_ms, ST_X(i.position) as lng, ST_Y(i.position) as lat, a.code
        from incidents i left join areas a on a.id = i.grid_id
        where i.id > ${after} and ${chosen}
        order by i.id limit ${PAGE_ROWS}
      )
      select json_build_object('id', array_agg(id), 'category', array_agg(category),
          'from', array_agg(from_ms), 'to', array_agg(to_ms),
          'lng', array_agg(lng), 'lat', array_agg(lat),
          'grid', array_agg(code))::text as page,
        max(id) as last, count(*)::int as count
      from chosen`.execute(db);
    const { page, last, count } = rows[0]!;
    if (count > 0) yield { page, count };
    if (count < PAGE_ROWS) return;
    after = last!;
  }
}

/** The study area, and the grids within it with the hours of verified patrol they saw, as JSON texts; when they are read, Unix ms. */
export async function readStudyGround(
  db: Db,
  areaId: number,
  selection: StudySelection,
): Promise<{ area: string; grids: string | null; readMs: number }> {
  const moment = sql`least(${selection.to ?? 'infinity'}::timestamptz, now())`;
  const { rows } = await sql<{ area: string | null; readMs: number }>`
    select (select ST_AsGeoJSON(geom, 7) from areas_at(${moment}) where area_id = ${areaId}) as area, ${unixMs('now()')} as "readMs"`.execute(
    db,
  );
  const { area: text, readMs } = rows[0]!;
  const area = text ?? 'null';
  if (!selection.counts) return { area, grids: null, readMs };
  const grids = await sql<{ grids: string }>`
    with latest as (
      select distinct on (v.officer_id, v.patrol_id) v.officer_id, v.patrol_id, v.effective_min
      from verdicts v order by v.officer_id, v.patrol_id, v.version desc
    ), hours as (
      select p.grid_id, sum(l.effective_min) / 60 as hours
      from patrols p join latest l on l.officer_id = p.officer_id and l.patrol_id = p.id
      where p.start_time >= ${selection.from ?? '-infinity'} and p.start_time < ${selection.to ?? 'infinity'}
      group by p.grid_id
    )
    select coalesce(json_agg(json_build_object('code', n.code, 'geometry', ST_AsGeoJSON(g.geom, 7)::json,
      'patrolHours', coalesce(h.hours, 0)) order by n.code), '[]')::text as grids
    from areas_at(${moment}) g join areas n on n.id = g.area_id left join hours h on h.grid_id = g.area_id
    where g.level = 'grid' and g.area_id in (select area_subtree(${areaId}::bigint, ${moment}, ${moment}))`.execute(
    db,
  );
  return { area, grids: grids.rows[0]!.grids, readMs };
}
