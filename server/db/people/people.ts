import { sql } from 'kysely';
import type { Officer } from '../../contract/people/people.ts';
import { top } from '../access/standings.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { prepared } from '../store/prepared.ts';
import { homeAt } from './homes.ts';

/** Officers with the grid and the post they hold at a moment (Unix ms), within an area, by code; `all`: also those who hold neither, anywhere. */
export async function listOfficers(
  db: Db,
  { all = false, at, within }: { all?: boolean | undefined; at: number; within: number },
): Promise<Officer[]> {
  const moment = iso(at);
  const { rows } = await sql<Officer>`
    with mine as materialized (
      select area_subtree(${within}::bigint, ${moment}::timestamptz, ${moment}::timestamptz) as id
    ), held as (
      select distinct on (officer_id) officer_id, area_id from officer_assignments
      where valid_from <= ${moment} and (valid_to is null or ${moment} < valid_to) and area_id in (select id from mine)
      order by officer_id, valid_from desc
    ), posted as (
      select distinct on (p.officer_id) p.officer_id, p.role, p.area_id from posts p
      cross join lateral (select (${moment}::timestamptz at time zone area_time_zone(p.area_id, ${moment}::timestamptz))::date as day) d
      where p.superseded is null and p.first_day <= d.day and (p.last_day is null or p.last_day >= d.day)
        and p.area_id in (select id from mine)
      order by p.officer_id, p.first_day desc, p.area_id, p.role
    )
    select o.id, o.code, o.name, o.category, h.area_id as "gridId", p.role as post, p.area_id as "postAreaId", o.home_area_id as "homeAreaId"
    from officers o left join held h on h.officer_id = o.id left join posted p on p.officer_id = o.id
    where h.officer_id is not null or p.officer_id is not null ${all ? unheld(within, moment) : sql``}
    order by o.code`.execute(db);
  return rows;
}

/** Or an officer `o` whom nothing gives to an area at a moment, and who so is of the one that is home then, or of the top one. */
const unheld = (within: number, moment: string) => sql`
      or coalesce(${homeAt(sql`o.id`, sql`${moment}::timestamptz`)} in (select id from mine), ${top(within, sql`${moment}::timestamptz`)}) and not exists (
        select from officer_assignments a where a.officer_id = o.id and a.valid_from <= ${moment} and (a.valid_to is null or ${moment} < a.valid_to))`;

/** Names of officers, by id; also of those who serve no more. */
export async function officerNames(
  db: Db,
  ids: Iterable<number | null | undefined>,
): Promise<Map<number, string>> {
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from officers where id = any(${[...new Set(ids)].filter((id) => id != null)}::bigint[]) order by id`.execute(
    db,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Stretches of time an officer carried handhelds within [fromMs, toMs]. */
export async function handheldsOf(db: Db, officerId: number, fromMs: number, toMs: number) {
  const { rows } = await prepared(
    db,
    sql<{ handheldId: number; fromMs: number; toMs: number }>`
    select handheld_id as "handheldId",
      (extract(epoch from greatest(valid_from, ${iso(fromMs)})) * 1000)::float8 as "fromMs",
      (extract(epoch from least(valid_to - interval '1 ms', ${iso(toMs)})) * 1000)::float8 as "toMs"
    from handheld_assignments
    where officer_id = ${officerId} and valid_from <= ${iso(toMs)}
      and (valid_to is null or valid_to > ${iso(fromMs)})
    order by handheld_id, valid_from`,
  );
  return rows;
}
