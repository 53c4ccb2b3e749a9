import { type RawBuilder, sql } from 'kysely';
import type { ImportKind } from '../../contract/imports/import.ts';
import type { WrittenRow } from '../../domain/imports/write-table.ts';
import { touches } from '../cases/departments.ts';
import { POSTS } from '../people/posts.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** ISO 8601 with an offset is read back as the same moment whatever the zone, to the millisecond where it has any. */
const written = (column: RawBuilder<unknown>) =>
  sql`replace(to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '.000Z', 'Z')`;

/**
 * What is on record at a moment (Unix ms) as the rows that would bring it in, within an area. Whoever holds no grid belongs to no
 * area and is in all.
 */
export async function rowsOf(
  db: Db,
  kind: ImportKind,
  { at, within }: { at: number; within: number },
): Promise<WrittenRow[]> {
  const moment = sql`${iso(at)}::timestamptz`;
  const holds = (table: string) =>
    sql`${sql.ref(`${table}.valid_from`)} <= ${moment} and (${sql.ref(`${table}.valid_to`)} is null or ${moment} < ${sql.ref(`${table}.valid_to`)})`;
  const inside = sql`area_id in (select area_subtree(${within}::bigint, '-infinity', ${moment}))`;
  const ours = sql`(o.id in (select officer_id from officer_assignments where ${inside})
    or not exists (select from officer_assignments a where a.officer_id = o.id))`;
  const SELECTS: Record<ImportKind, RawBuilder<WrittenRow>> = {
    officers: sql`
      select o.code, o.name, o.category, g.code as grid, h.code as handheld, m.code as home
      from officers o
      left join areas m on m.id = o.home_area_id
      left join officer_assignments oa on oa.officer_id = o.id and ${holds('oa')}
      left join areas g on g.id = oa.area_id
      left join lateral (select min(d.code) as code from handheld_assignments ha join handhelds d on d.id = ha.handheld_id
        where ha.officer_id = o.id and ${holds('ha')}) h on true
      where ${ours} order by o.code`,
    handhelds: sql`
      select h.code, h.datum, o.code as officer
      from handhelds h
      left join handheld_assignments ha on ha.handheld_id = h.id and ${holds('ha')}
      left join officers o on o.id = ha.officer_id
      where o.id is null or ${ours} order by h.code`,
    assignments: sql`
      select o.code as officer, g.code as grid, null as handheld, ${written(sql`a.valid_from`)} as "from", ${written(sql`a.valid_to`)} as "to"
      from officer_assignments a join officers o on o.id = a.officer_id join areas g on g.id = a.area_id where ${ours}
      union all
      select o.code, null, h.code, ${written(sql`a.valid_from`)}, ${written(sql`a.valid_to`)}
      from handheld_assignments a join officers o on o.id = a.officer_id join handhelds h on h.id = a.handheld_id where ${ours}
      order by 1, 4, 2, 3`,
    posts: sql`
      ${POSTS} and p.${inside} order by 1, 2, 3, 4`,
    leave: sql`
      select o.code as officer, l.first_day::text as "firstDay", l.last_day::text as "lastDay", l.kind as "leaveKind",
        s.code as substitute
      from officer_leave l join officers o on o.id = l.officer_id left join officers s on s.id = l.substitute_id
      where ${ours} order by 2, 1`,
    holidays: sql`
      select day::text as day, kind as "dayKind", name as festival from holidays h order by h.day`,
    categories: sql`
      select code, parent_code as parent, name_zh as "nameZh", name_en as "nameEn", points
      from incident_categories where retired_at is null order by parent_code is not null, code`,
    // As many rows as a department has duties or people, whichever are more; every row names a duty.
    departments: sql`
      select d.code, d.name, d.kind as "departmentKind", a.code as area, u.category as "incidentCategory",
        case when u.at_once then 'yes' else 'no' end as "sentAtOnce", o.code as officer
      from departments d
      cross join lateral generate_series(1, greatest(
        (select count(*) from department_duties u where u.department_id = d.id),
        (select count(*) from department_people p where p.department_id = d.id))) k
      join lateral (select area_id, category, at_once, row_number() over (order by area_id, category) as place, count(*) over () as duties
        from department_duties u where u.department_id = d.id) u on u.place = least(k, u.duties)
      join areas a on a.id = u.area_id
      left join lateral (select officer_id, row_number() over (order by officer_id) as place
        from department_people p where p.department_id = d.id) p on p.place = k
      left join officers o on o.id = p.officer_id
      where ${touches(sql`d`, within)} order by d.code, k`,
    accounts: sql`
      select u.name, u.role as "accountRole", a.code as area
      from users u join areas a on a.id = u.area_id where u.${inside} order by u.name`,
  };
  const { rows } = await SELECTS[kind].execute(db);
  return rows;
}
