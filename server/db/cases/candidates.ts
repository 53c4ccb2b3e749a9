import { sql } from 'kysely';
import type { CaseProposals } from '../../contract/cases/detail.ts';
import { KIND_PATHS } from '../incidents/incident-records.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

type Officer = Omit<CaseProposals['officers'][number], 'walkMin'>;

const inHand = (column: string, id: string) =>
  sql`(select count(*)::int from cases h where h.${sql.raw(column)} = ${sql.raw(id)} and h.ended_at is null)`;

/**
 * Officers who could be sent to a case: who holds its grid at a moment, or stands in on that local day; of the departments that answer for it
 * their specialists; and `nearIds`. In that order; nobody who is on leave on that day.
 */
export async function readCandidates(
  db: Db,
  caseId: number,
  { nearIds, nowMs }: { nearIds: readonly number[]; nowMs: number },
): Promise<Officer[]> {
  const now = sql`${iso(nowMs)}::timestamptz`;
  const { rows } = await sql<Officer>`
    with recursive ${RESPONSIBLE(caseId)}, away as (
      select l.officer_id, l.substitute_id
      from cases c join officer_leave l on (${now} at time zone area_time_zone(c.grid_id, ${now}))::date between l.first_day and l.last_day
      where c.id = ${caseId}
    ), held as (
      select a.officer_id from cases c join officer_assignments a on a.area_id = c.grid_id and a.valid_from <= ${now}
        and (a.valid_to is null or ${now} < a.valid_to)
      where c.id = ${caseId}
    ), found as (
      select officer_id, 'grid' as why, 0 as n from held
      union all select a.substitute_id, 'stand-in', 1 from held join away a using (officer_id) where a.substitute_id is not null
      union all select p.officer_id, 'specialist', 2 from department_people p where p.department_id in (select id from responsible)
      union all select unnest(${nearIds}::bigint[]), 'near', 3
    )
    select f.officer_id as "officerId", o.name, f.why, ${inHand('officer_id', 'f.officer_id')} as "inHand"
    from found f join officers o on o.id = f.officer_id where f.officer_id not in (select officer_id from away) order by f.n, f.officer_id`.execute(
    db,
  );
  return rows;
}

/** Departments in force that answer for a case: for an area it lies in, for its category or one above it or for all. `with recursive` before it. */
const RESPONSIBLE = (caseId: number) => sql`above as (
    select c.category as code from cases c where c.id = ${caseId}
    union
    select i.parent_code from above join incident_categories i on i.code = above.code where i.parent_code is not null
  ), responsible as (
    select d.id, d.name, bool_or(u.category is not null) as named from cases c
    join department_duties u on u.area_id = any(c.area_ids) and (u.category is null or u.category in (select code from above))
    join departments d on d.id = u.department_id and d.ended_at is null
    where c.id = ${caseId} group by d.id
  )`;

/** Departments that answer for a case, those named for its category first. */
export async function responsibleDepartments(
  db: Db,
  caseId: number,
): Promise<CaseProposals['departments']> {
  const { rows } = await sql<CaseProposals['departments'][number]>`
    with recursive ${RESPONSIBLE(caseId)}
    select r.id as "departmentId", r.name, ${inHand('department_id', 'r.id')} as "inHand"
    from responsible r order by r.named desc, r.id`.execute(db);
  return rows;
}

/** Whom a rule sends cases to as they are opened: the department of the duty that is nearest, by area, then by category. */
export async function sentAtOnce(
  trx: Db,
  caseIds: readonly number[],
): Promise<{ caseId: number; departmentId: number }[]> {
  const { rows } = await sql<{ caseId: number; departmentId: number }>`
    with recursive ${KIND_PATHS}
    select distinct on (c.id) c.id as "caseId", d.id as "departmentId"
    from cases c join path p on p.code = c.category and p.parent_code is null
    join department_duties u on u.at_once and u.area_id = any(c.area_ids) and (u.category is null or u.category = any(p.kinds))
    join departments d on d.id = u.department_id and d.ended_at is null
    where c.id = any(${caseIds}::bigint[])
    order by c.id, array_position(c.area_ids, u.area_id), array_position(p.kinds, u.category) nulls last, d.id`.execute(
    trx,
  );
  return rows;
}
