import { sql } from 'kysely';
import { cellToBigint } from '../../contract/areas/cell.ts';
import type { LngLat } from '../../contract/areas/geo.ts';
import { DAY_MS } from '../../contract/units.ts';
import { parentAt } from '../store/h3-parent.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** A place and window of an area. */
export interface FindingSpan {
  areaId: number;
  /** H3 cells of one resolution. */
  cells: readonly string[];
  /** Their middles. */
  centres: readonly LngLat[];
  /** Categories, with all below them; null: every one. */
  categories: readonly string[] | null;
  fromMs: number;
  toMs: number;
}

export interface FindingFacts {
  incidentIds: string[];
  /** Serious and severe ones among them. */
  grave: number;
  /** Smallest area that holds the middle of every cell. */
  areaId: number;
}

/** Which incidents lie in a place and window, and which area the place is in. */
export async function findingFacts(db: Db, span: FindingSpan): Promise<FindingFacts> {
  const { areaId, cells, centres, categories, fromMs, toMs } = span;
  const resolution = Number.parseInt(cells[0]!.slice(1, 2), 16);
  const { rows } = await sql<FindingFacts>`
    with own as materialized (
      select area_subtree(${areaId}::bigint, ${iso(fromMs)}::timestamptz, ${iso(toMs)}::timestamptz) as id
    ), inside as (
      select i.id, i.severity from incidents i
      where occurred_to >= ${iso(fromMs)} and occurred_to < ${iso(toMs)}
        and ${parentAt(resolution)} = any(${cells.map((cell) => String(cellToBigint(cell)))}::bigint[])
        and grid_id in (select id from own)
        and (${categories === null}::boolean or category = any(${categories ?? []}::text[]))
    )
    select coalesce((select json_agg(id order by id) from inside), '[]') as "incidentIds",
      (select count(*) from inside where severity in ('serious', 'severe'))::int as grave,
      coalesce((select a.area_id from areas_at(${iso(toMs)}::timestamptz) a
        where a.area_id in (select id from own) and ST_Covers(a.geom, ${multiPoint(centres)})
        order by ST_Area(a.geom), a.area_id limit 1), ${areaId}::bigint)::float8 as "areaId"`.execute(
    db,
  );
  return rows[0]!;
}

const multiPoint = (places: readonly LngLat[]) => sql`(
  select ST_Collect(ST_SetSRID(ST_MakePoint(lng, lat), 4326))
  from unnest(${places.map(({ lng }) => lng)}::float8[], ${places.map(({ lat }) => lat)}::float8[]) as p (lng, lat))`;

/** Severe incidents of one category about one place within a window, and how many to expect. */
export interface SeverePlace {
  cell: string;
  category: string;
  incidentIds: string[];
  /** The grid they are in; of several grids the village, of several villages the area asked for. */
  areaId: number;
  /** From the severe incidents of the category in the history, by the place's share of all severe ones. */
  expected: number;
}

export interface SevereFacts {
  places: SeverePlace[];
  /** In how many windows as long one place had so many of one category in the history. */
  usual: { count: number; places: number }[];
  /** Days of history; fewer than asked for where incidents are known for less. */
  historyD: number;
}

/**
 * Severe incidents of an area that became known in [fromMs, toMs), gathered by category and H3 cell of a resolution, and how usual they are
 * in the days before.
 */
export async function severePlaces(
  db: Db,
  span: { areaId: number; fromMs: number; toMs: number; resolution: number; historyD: number },
): Promise<SevereFacts> {
  const { areaId, fromMs, toMs, resolution, historyD } = span;
  const sinceMs = fromMs - historyD * DAY_MS;
  const days = (toMs - fromMs) / DAY_MS;
  const { rows } = await sql<SevereFacts & { knownMs: number | null }>`
    with own as materialized (
      select area_subtree(${areaId}::bigint, ${iso(sinceMs)}::timestamptz, ${iso(toMs)}::timestamptz) as id
    ), grave as materialized (
      select id, ${parentAt(resolution)} as cell, category, grid_id,
        floor(date_part('epoch', ${iso(toMs)}::timestamptz - occurred_to - interval '1 microsecond') / 86400 / ${days}::float8) as back
      from incidents
      where severity = 'severe' and occurred_to >= ${iso(sinceMs)} and occurred_to < ${iso(toMs)}
        and grid_id in (select id from own)
    ), now as (
      select g.cell, g.category, json_agg(g.id order by g.id) as ids, min(g.grid_id) as grid, count(distinct g.grid_id) as grids,
        min(a.parent_id) as village, count(distinct a.parent_id) as villages
      from grave g left join areas_at(${iso(toMs)}::timestamptz) a on a.area_id = g.grid_id
      where g.back = 0 group by 1, 2
    ), cells as (select cell, count(*) as n from grave where back > 0 group by 1),
    kinds as (select category, count(*) as n from grave where back > 0 group by 1),
    total as (select count(*) as n, count(distinct cell) as places from grave where back > 0),
    before as (
      select count, count(*)::int as places
      from (select count(*)::int as count from grave where back > 0 group by cell, category, back) b group by 1
    ), found as (
      select to_hex(n.cell) as cell, n.category, n.ids as "incidentIds",
        (case when n.grids = 1 then n.grid when n.villages = 1 then n.village else ${areaId}::bigint end)::float8 as "areaId",
        (coalesce(k.n, 0) * (coalesce(c.n, 0) + 1) / (t.n + t.places + 1.0) * ${days}::float8 / ${historyD}::float8)::float8 as expected
      from now n cross join total t left join cells c on c.cell = n.cell left join kinds k on k.category = n.category
    )
    select coalesce((select json_agg(f order by f.cell, f.category) from found f), '[]') as places,
      coalesce((select json_agg(b order by b.count) from before b), '[]') as usual,
      (select date_part('epoch', min(occurred_to)) * 1000 from incidents where occurred_to >= ${iso(sinceMs)}) as "knownMs"`.execute(
    db,
  );
  const { knownMs, places, usual } = rows[0]!;
  const knownD = Math.ceil((fromMs - (knownMs ?? fromMs)) / DAY_MS);
  return { places, usual, historyD: Math.max(0, Math.min(historyD, knownD)) };
}
