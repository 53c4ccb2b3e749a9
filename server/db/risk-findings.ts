import { sql } from 'kysely';
import type { LngLat } from '../contract/geo.ts';
import { centreOf } from '../domain/geo/h3.ts';
import { parentAt } from './h3-parent.ts';
import { iso } from './moments.ts';
import type { Db } from './open.ts';

/** A place and window of an area. */
export interface FindingSpan {
  areaId: number;
  /** H3 cells of one resolution. */
  cells: readonly string[];
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
  const { areaId, cells, categories, fromMs, toMs } = span;
  const resolution = Number.parseInt(cells[0]!.slice(1, 2), 16);
  const { rows } = await sql<FindingFacts>`
    with own as materialized (
      select area_subtree(${areaId}::bigint, ${iso(fromMs)}::timestamptz, ${iso(toMs)}::timestamptz) as id
    ), inside as (
      select i.id, i.severity from incidents i
      where occurred_to >= ${iso(fromMs)} and occurred_to < ${iso(toMs)}
        and ${parentAt(resolution)} = any(${cells.map((cell) => BigInt(`0x${cell}`).toString())}::bigint[])
        and grid_id in (select id from own)
        and (${categories === null}::boolean or category = any(${categories ?? []}::text[]))
    )
    select coalesce((select json_agg(id order by id) from inside), '[]') as "incidentIds",
      (select count(*) from inside where severity in ('serious', 'severe'))::int as grave,
      coalesce((select a.area_id from areas_at(${iso(toMs)}::timestamptz) a
        where a.area_id in (select id from own) and ST_Covers(a.geom, ${multiPoint(cells.map(centreOf))})
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
  /** From the severe incidents of the category in the area in the history, by the place's share of all incidents. */
  expected: number;
}

/** Severe incidents of an area that became known in [fromMs, toMs), gathered by category and H3 cell of a resolution. */
export async function severePlaces(
  db: Db,
  span: { areaId: number; fromMs: number; toMs: number; resolution: number; historyD: number },
): Promise<SeverePlace[]> {
  const { areaId, fromMs, toMs, resolution, historyD } = span;
  const sinceMs = fromMs - historyD * 86_400_000;
  const { rows } = await sql<SeverePlace>`
    with own as materialized (
      select area_subtree(${areaId}::bigint, ${iso(sinceMs)}::timestamptz, ${iso(toMs)}::timestamptz) as id
    ), now as materialized (
      select ${parentAt(resolution)} as cell, category, json_agg(id order by id) as ids
      from incidents
      where severity = 'severe' and occurred_to >= ${iso(fromMs)} and occurred_to < ${iso(toMs)}
        and grid_id in (select id from own)
      group by 1, 2
    ), past as materialized (
      select ${parentAt(resolution)} as cell, category, count(*) as n, count(*) filter (where severity = 'severe') as severe
      from incidents
      where exists (select from now) and occurred_to >= ${iso(sinceMs)} and occurred_to < ${iso(fromMs)}
        and grid_id in (select id from own)
      group by 1, 2
    ), shares as (select cell, sum(n) / sum(sum(n)) over () as share from past group by cell),
    kinds as (select category, sum(severe) as severe from past group by category)
    select to_hex(n.cell) as cell, n.category, n.ids as "incidentIds",
      (coalesce(k.severe, 0) * coalesce(s.share, 0) / ${historyD}::float8
        * (extract(epoch from ${iso(toMs)}::timestamptz - ${iso(fromMs)}::timestamptz) / 86400))::float8 as expected
    from now n left join shares s on s.cell = n.cell left join kinds k on k.category = n.category
    order by n.cell, n.category`.execute(db);
  return rows;
}
