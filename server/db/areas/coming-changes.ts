import { sql } from 'kysely';
import { CHANGED_SHOWN, type ComingChange } from '../../contract/areas/area-change.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Rows of what begins, changes and ends at moments of an area and below it, from after `since` on, Unix ms. */
const changed = (areaId: number, since: number) => sql`
  select t.moment, v.area_id, bool_or(v.valid_from = t.moment) as after, bool_or(v.valid_to = t.moment) as before
  from area_versions v cross join lateral (values (v.valid_from), (v.valid_to)) t (moment)
  where t.moment > ${iso(since)}::timestamptz
    and v.area_id in (select area_subtree(${areaId}::bigint, ${iso(since)}::timestamptz, 'infinity'))
  group by 1, 2`;

/** What is still to come in an area and below it at `nowMs`, the earliest first. */
export async function comingChanges(
  db: Db,
  areaId: number,
  nowMs: number,
): Promise<ComingChange[]> {
  const { rows } = await sql<ComingChange>`
    with changed as (${changed(areaId, nowMs)}), told as (
      select c.moment, a.code, v.name, v.level, v.does, row_number() over (partition by c.moment order by a.code) as n
      from changed c join areas a on a.id = c.area_id
      cross join lateral (
        select name, level, case when c.after and c.before then 'change' when c.after then 'begin' else 'end' end as does
        from area_versions v where v.area_id = c.area_id and (v.valid_from = c.moment or v.valid_to = c.moment)
        order by v.valid_from desc limit 1) v
    )
    select ${utc('moment')} as "from", count(*) filter (where does = 'begin')::int as begin,
      count(*) filter (where does = 'change')::int as change, count(*) filter (where does = 'end')::int as "end",
      json_agg(json_build_object('code', code, 'name', name, 'level', level, 'does', does) order by code)
        filter (where n <= ${CHANGED_SHOWN}) as areas
    from told group by moment order by moment`.execute(db);
  return rows;
}

/** Why a change cannot be taken back: codes of areas outside, and of those with a later change that rests on it. */
export interface Hindrance {
  foreign: string[];
  later: string[];
}

/**
 * What stands against taking back all that begins and ends at `from` (ISO) in an area and below it: areas that lie elsewhere before or
 * after, and later versions of these areas, of their neighbours below one parent, or of what hangs under them.
 */
export async function hindrances(db: Db, areaId: number, from: string): Promise<Hindrance> {
  const before = sql`${from}::timestamptz - interval '1 millisecond'`;
  const { rows } = await sql<Hindrance>`
    with touched as (
      select v.* from area_versions v where (v.valid_from = ${from} or v.valid_to = ${from})
        and v.area_id in (select area_subtree(${areaId}::bigint, ${before}, ${from}::timestamptz))
    ), near as (
      select area_id as id from touched union select parent_id from touched where parent_id is not null
    )
    select
      array(select distinct a.code from touched t join areas a on a.id = t.area_id
        where (t.valid_to = ${from} and t.area_id not in (select area_subtree(${areaId}::bigint, ${before}, ${before})))
          or (t.valid_from = ${from} and t.area_id not in (
            select area_subtree(${areaId}::bigint, ${from}::timestamptz, ${from}::timestamptz)))
        order by 1) as foreign,
      array(select distinct a.code from area_versions v join areas a on a.id = v.area_id
        where (v.valid_from > ${from} or v.valid_to > ${from})
          and (v.area_id in (select area_id from touched) or v.parent_id in (select id from near))
        order by 1) as later`.execute(db);
  return rows[0]!;
}

/** What hangs on areas that begin at `from` (ISO) and were never there before. */
export async function hangsOn(db: Db, areaId: number, from: string) {
  const { rows } = await sql<{
    officers: { grid: string; officer: string }[];
    norms: number;
    accounts: string[];
  }>`
    with gone as (
      select v.area_id as id from area_versions v where v.valid_from = ${from} and v.version = 1
        and v.area_id in (select area_subtree(${areaId}::bigint, ${from}::timestamptz, ${from}::timestamptz))
    )
    select coalesce((select json_agg(json_build_object('grid', a.code, 'officer', o.name) order by a.code, o.name)
        from officer_assignments oa join areas a on a.id = oa.area_id join officers o on o.id = oa.officer_id
        where oa.area_id in (select id from gone) and (oa.valid_to is null or oa.valid_to > ${from})), '[]') as officers,
      (select count(*)::int from norms where area_id in (select id from gone)) as norms,
      array(select name from users where area_id in (select id from gone) and disabled_at is null order by name) as accounts`.execute(
    db,
  );
  return rows[0]!;
}

/** Takes back all that begins and ends at `from` (ISO) in an area and below it: what ended goes on, and the numbers of versions taken back are never given again. */
export async function takeBack(db: Db, areaId: number, from: string): Promise<void> {
  const touched = sql`
    select area_subtree(${areaId}::bigint, ${from}::timestamptz - interval '1 millisecond', ${from}::timestamptz)`;
  await sql`
    with gone as materialized (select t.id from (${touched}) t (id)), taken as (
      delete from area_versions where valid_from = ${from} and area_id in (select id from gone) returning area_id, version
    ), noted as (
      update areas a set withdrawn_version = greatest(a.withdrawn_version, t.version) from taken t where a.id = t.area_id
      returning a.id
    )
    update area_versions set valid_to = null where valid_to = ${from} and area_id in (select id from gone)`.execute(
    db,
  );
}
