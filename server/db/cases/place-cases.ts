import { type RawBuilder, sql } from 'kysely';
import { DAY_MS } from '../../contract/units.ts';
import { lowestFirst } from '../areas/lowest-first.ts';
import { KIND_PATHS } from '../incidents/incident-records.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { forgetGrounds } from './grounds.ts';

/** What happened longer ago than this opens no case by itself: a file of last year's incidents is no work to do. */
const OPENS_WITHIN_MS = 7 * DAY_MS;

/** Whether a category, or the nearest one above it that says so, opens cases. */
const opens = sql`coalesce((
  select c.opens_case from unnest(p.kinds) with ordinality k (code, n) join incident_categories c on c.code = k.code
  where c.opens_case is not null order by k.n limit 1), false)`;

/**
 * Opens cases for incidents where there are none, and brings those that are there up to what their incidents are now. A case lies where its
 * incident does: the grid, or the lowest area that covers the place, and what lay above it when it was opened; one whose place stays keeps the
 * ground it has come to lie on. Returns the ids of both.
 * `by`: the rule of the category, or a person, who opens whatever is asked for.
 */
export async function placeCases(
  trx: Db,
  incidentIds: readonly string[],
  { by, nowMs }: { by: 'rule' | 'person'; nowMs: number },
): Promise<number[]> {
  const wanted: RawBuilder<unknown> =
    by === 'person'
      ? sql`true`
      : sql`(exists (select from cases c where c.incident_id = i.id)
          or (${opens} and i.occurred_to >= ${iso(nowMs - OPENS_WITHIN_MS)}))`;
  await forgetGrounds(trx, incidentIds);
  const stays = sql`ST_Equals(cases.position, excluded.position)`;
  const { rows } = await sql<{ id: number }>`
    with recursive ${KIND_PATHS}, chosen as (
      select i.*, c.points, coalesce(o.opened_at, ${iso(nowMs)}::timestamptz) as opened_at
      from incidents i join incident_categories c on c.code = i.category
      join path p on p.code = i.category and p.parent_code is null
      left join cases o on o.incident_id = i.id
      where i.id = any(${incidentIds}::text[]) and ${wanted}
    ), ladder as (
      select c.id, v.area_id, v.level, v.parent_id, 1 as n, c.opened_at
      from chosen c cross join lateral (
        select v.* from area_versions v
        where v.valid_from <= c.opened_at and (v.valid_to is null or c.opened_at < v.valid_to)
          and case when c.grid_id is null then ST_Covers(v.geom, c.position) else v.area_id = c.grid_id end
        order by ${lowestFirst('v.level')}, v.area_id limit 1) v
      union all
      select l.id, v.area_id, v.level, v.parent_id, l.n + 1, l.opened_at
      from ladder l join area_versions v on v.area_id = l.parent_id
        and v.valid_from <= l.opened_at and (v.valid_to is null or l.opened_at < v.valid_to)
    ), placed as (
      select id, array_agg(area_id order by n) as area_ids, array_agg(level order by n) as levels from ladder group by id
    )
    insert into cases (incident_id, category, severity, points, position, grid_id, area_ids, levels, opened_at, level, area_id,
      changed_at)
    select c.id, c.category, c.severity, c.points, c.position, c.grid_id, p.area_ids, p.levels, c.opened_at, p.levels[1],
      p.area_ids[1], c.opened_at
    from chosen c join placed p on p.id = c.id
    order by c.id
    on conflict (incident_id) do update set category = excluded.category, severity = excluded.severity,
      points = case when cases.category = excluded.category then cases.points else excluded.points end,
      position = excluded.position, grid_id = case when ${stays} then cases.grid_id else excluded.grid_id end,
      area_ids = case when ${stays} then cases.area_ids else excluded.area_ids end,
      levels = case when ${stays} then cases.levels else excluded.levels end
    returning id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Whether the incident of a case is on record and was not withdrawn. */
export async function hasIncident(db: Db, caseId: number): Promise<boolean> {
  const { rows } = await sql`
    select from cases c join incidents i on i.id = c.incident_id where c.id = ${caseId}`.execute(
    db,
  );
  return rows.length > 0;
}

/** Of some cases those that ended because their incident was withdrawn. */
export async function endedWithIncident(db: Db, ids: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select c.id from cases c where c.id = any(${ids}::bigint[]) and c.state = 'withdrawn' and (
      select f.id like ${`${WITH_INCIDENT}%`} from case_facts f where f.case_id = c.id and f.step = 'withdraw'
      order by f.at desc limit 1)
    order by c.id`.execute(db);
  return rows.map(({ id }) => id);
}

/** How facts are named that withdraw a case because its incident was. */
export const WITH_INCIDENT = 'withdrawn-';

/** Cases of these incidents, by incident. */
export async function casesOfIncidents(
  db: Db,
  incidentIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: number; incidentId: string }>`
    select id, incident_id as "incidentId" from cases where incident_id = any(${incidentIds}::text[])`.execute(
    db,
  );
  return new Map(rows.map(({ id, incidentId }) => [incidentId, id]));
}
