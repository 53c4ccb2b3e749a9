import { type RawBuilder, sql } from 'kysely';
import type { Department, DepartmentInput } from '../../contract/cases/department.ts';
import { problemOf } from '../../contract/file-problem.ts';
import { takeTurn } from '../imports/turn.ts';
import {
  asJson,
  knownCodes,
  lastOfEach,
  type Making,
  type Put,
  takenCodes,
} from '../people/provision.ts';
import { SINCE_NEXT } from '../rollups/editions.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Whether department `d` answers for anything within an area, or for one above it. */
export const touches = (d: RawBuilder<unknown>, within: number): RawBuilder<boolean> =>
  sql<boolean>`exists (select from department_duties u where u.department_id = ${d}.id
    and (area_within(u.area_id, ${within}::bigint, 'infinity') or area_within(${within}::bigint, u.area_id, 'infinity')))`;

/** Departments that answer for anything within an area, or for one above it, by code. */
export async function listDepartments(db: Db, within: number): Promise<Department[]> {
  const { rows } = await sql<Department>`
    select d.id, d.code, d.name, d.kind,
      (select json_agg(json_build_object('areaId', u.area_id, 'category', u.category, 'atOnce', u.at_once) order by u.area_id, u.category)
        from department_duties u where u.department_id = d.id) as duties,
      coalesce((select json_agg(json_build_object('id', o.id, 'code', o.code, 'name', o.name) order by o.code)
        from department_people p join officers o on o.id = p.officer_id where p.department_id = d.id), '[]') as officers, ${utc('d.ended_at')} as "endedAt"
    from departments d
    where ${touches(sql`d`, within)} order by d.code`.execute(db);
  return rows;
}

/** The department of this id that answers for anything within an area, or for one above it. */
export async function findDepartment(
  db: Db,
  id: number,
  within: number,
): Promise<Pick<Department, 'name' | 'endedAt'> | undefined> {
  const { rows } = await sql<Pick<Department, 'name' | 'endedAt'>>`
    select d.name, ${utc('d.ended_at')} as "endedAt" from departments d where id = ${id} and ${touches(sql`d`, within)}`.execute(
    db,
  );
  return rows[0];
}

/** Departments on record of these codes, as they would be put. */
export async function departmentsOf(
  db: Db,
  codes: readonly string[],
): Promise<Map<string, DepartmentInput>> {
  const { rows } = await sql<DepartmentInput>`
    select d.code, d.name, d.kind,
      (select json_agg(json_build_object('area', a.code, 'category', u.category, 'atOnce', u.at_once) order by a.code, u.category)
        from department_duties u join areas a on a.id = u.area_id where u.department_id = d.id) as duties,
      (select coalesce(json_agg(o.code order by o.code), '[]')
        from department_people p join officers o on o.id = p.officer_id where p.department_id = d.id) as officers
    from departments d where d.code = any(${[...codes]}::text[]) order by d.code`.execute(db);
  return new Map(rows.map((row) => [row.code, row]));
}

/** Those of the codes whose department has ended. */
export async function endedDepartments(db: Db, codes: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`
    select code from departments where code = any(${[...codes]}::text[]) and ended_at is not null`.execute(
    db,
  );
  return new Set(rows.map(({ code }) => code));
}

/** Puts departments by code, with all they answer for and all who belong to them; those that end do so at `nowMs`. */
export async function putDepartments(
  db: Db,
  departments: readonly DepartmentInput[],
  { fresh, homeAreaId, nowMs }: Making & { homeAreaId: number | null; nowMs: number },
): Promise<Put> {
  const offered = lastOfEach(departments, ({ code }) => code);
  const duties = offered.flatMap(({ code, duties }) => duties.map((duty) => ({ code, ...duty })));
  const people = offered.flatMap(({ code, officers }) =>
    (officers ?? []).map((officer) => ({ code, officer })),
  );
  return inTransaction(db, async (trx) => {
    await takeTurn(trx, 'departments');
    const areas = await knownCodes(
      trx,
      sql`areas`,
      duties.map(({ area }) => area),
    );
    const kinds = await knownCodes(
      trx,
      sql`incident_categories`,
      duties.flatMap(({ category }) => category ?? []),
    );
    const officers = await knownCodes(
      trx,
      sql`officers`,
      people.map(({ officer }) => officer),
    );
    const refused = [
      ...(await takenCodes(trx, sql`departments`, offered, { fresh })),
      ...duties.flatMap(({ area, category, code }) => [
        ...(areas.has(area) ? [] : [problemOf(code, 'no-area', { area })]),
        ...(category == null || kinds.has(category)
          ? []
          : [problemOf(code, 'no-category', { category })]),
      ]),
      ...people.flatMap(({ code, officer }) =>
        officers.has(officer) ? [] : [problemOf(code, 'no-officer', { officer })],
      ),
    ];
    if (refused.length > 0) return { refused };
    await sql`
      insert into departments (code, name, kind, home_area_id)
      select code, name, kind, ${homeAreaId}::bigint from json_to_recordset(${asJson(offered)}) as d (code text, name text, kind text)
      on conflict (code) do update set name = excluded.name, kind = excluded.kind`.execute(trx);
    await sql`
      update departments d set ended_at = case when t.ended then coalesce(d.ended_at, ${iso(nowMs)}::timestamptz) end
      from json_to_recordset(${asJson(offered)}) as t (code text, ended boolean)
      where t.code = d.code and t.ended is not null`.execute(trx);
    const codes = offered.map(({ code }) => code);
    await sql`
      insert into department_names (department_id, since_edition, name)
      select d.id, case when last.name is null then 0 else ${SINCE_NEXT} end, d.name
      from departments d left join lateral (
        select name from department_names where department_id = d.id order by since_edition desc limit 1) last on true
      where d.code = any(${codes}::text[]) and last.name is distinct from d.name
      on conflict (department_id, since_edition) do update set name = excluded.name`.execute(trx);
    for (const table of ['department_duties', 'department_people'] as const)
      await sql`
        delete from ${sql.table(table)} where department_id in (select id from departments where code = any(${codes}::text[]))`.execute(
        trx,
      );
    await sql`
      insert into department_duties (department_id, area_id, category, at_once)
      select d.id, a.id, u.category, bool_or(coalesce(u."atOnce", false))
      from json_to_recordset(${asJson(duties)}) as u (code text, area text, category text, "atOnce" boolean)
      join departments d on d.code = u.code join areas a on a.code = u.area group by 1, 2, 3`.execute(
      trx,
    );
    await sql`
      insert into department_people (department_id, officer_id)
      select distinct d.id, o.id from json_to_recordset(${asJson(people)}) as p (code text, officer text)
      join departments d on d.code = p.code join officers o on o.code = p.officer`.execute(trx);
    return { changed: offered.length };
  });
}

/** Codes and names of departments, as they are called now or as an edition knows them. */
export async function departmentHeads(
  db: Db,
  ids: readonly number[],
  edition?: number,
): Promise<Map<number, { code: string; name: string }>> {
  const name =
    edition === undefined
      ? sql`d.name`
      : sql`coalesce((select name from department_names n where n.department_id = d.id and n.since_edition <= ${edition}
          order by since_edition desc limit 1), d.name)`;
  const { rows } = await sql<{ id: number; code: string; name: string }>`
    select d.id, d.code, ${name} as name from departments d where d.id = any(${ids}::bigint[])`.execute(
    db,
  );
  return new Map(rows.map(({ id, ...head }) => [id, head]));
}
