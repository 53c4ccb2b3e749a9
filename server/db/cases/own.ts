import { sql } from 'kysely';
import type { Level } from '../../contract/areas/area.ts';
import { iso, unixMs } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Areas an officer leads (网格长) on the local day of a moment; `with` clause. */
const led = (officerId: number, nowMs: number) => sql`led as (
  select p.area_id from posts p
  where p.officer_id = ${officerId} and p.role = 'leader' and p.superseded is null
    and (${iso(nowMs)}::timestamptz at time zone area_time_zone(p.area_id, ${iso(nowMs)}))::date
      between p.first_day and coalesce(p.last_day, 'infinity')
)`;

/** Grids an officer stands in for on the local day of a moment; `with` clause. */
const stood = (officerId: number, nowMs: number) => sql`stood as (
  select a.area_id from officer_leave l join officer_assignments a on a.officer_id = l.officer_id
  where l.substitute_id = ${officerId} and a.valid_from <= ${iso(nowMs)}::timestamptz
    and (a.valid_to is null or ${iso(nowMs)}::timestamptz < a.valid_to)
    and (${iso(nowMs)}::timestamptz at time zone area_time_zone(a.area_id, ${iso(nowMs)}))::date between l.first_day and l.last_day
)`;

/**
 * Open cases an officer has to do with: those in hand, those of the own grid, or one stood in for, that nobody has and that wait there, and those handled where the
 * officer leads. Latest first, at most `limit`.
 */
export async function ownCaseIds(
  db: Db,
  of: { officerId: number; gridId: number | null; nowMs: number; limit: number },
): Promise<number[]> {
  const { gridId, limit, nowMs, officerId } = of;
  const { rows } = await sql<{ id: number }>`
    with ${led(officerId, nowMs)}, ${stood(officerId, nowMs)}
    select c.id from cases c
    where c.ended_at is null and (c.officer_id = ${officerId}
      or ((c.grid_id = ${gridId}::bigint or c.grid_id in (select area_id from stood)) and c.level = 'grid' and c.officer_id is null and c.department_id is null)
      or (c.state = 'handled' and c.area_ids && array(select area_id from led)))
    order by c.opened_at desc, c.id desc limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** How an officer stands to a case: undefined where there is nothing between them; `level`: of what the officer leads; Unix ms. */
export async function ownStanding(
  db: Db,
  of: { caseId: number; officerId: number; gridId: number | null; nowMs: number },
): Promise<{ level: Level | null; openedMs: number } | undefined> {
  const { caseId, gridId, nowMs, officerId } = of;
  const { rows } = await sql<{ level: Level | null; openedMs: number }>`
    with ${led(officerId, nowMs)}, ${stood(officerId, nowMs)}, at as (
      select c.*, (select max(n) from unnest(c.area_ids) with ordinality a (id, n) where a.id in (select area_id from led)) as n
      from cases c where c.id = ${caseId}
    )
    select at.levels[at.n] as level, ${unixMs('at.opened_at')} as "openedMs" from at
    where at.n is not null or at.officer_id = ${officerId} or at.grid_id = ${gridId}::bigint
      or at.grid_id in (select area_id from stood)
      or exists (select from case_facts f where f.case_id = at.id and ${officerId} in (f.officer_id, f.to_officer_id))`.execute(
    db,
  );
  return rows[0];
}
