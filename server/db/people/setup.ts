import { type RawBuilder, sql } from 'kysely';
import { SETUP_NAMED, type Setup } from '../../contract/people/setup.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/**
 * What is set up at a moment (Unix ms) within an area, and what lacks something. Whoever holds no grid belongs to no area, and
 * is named to all who ask.
 */
export async function readSetup(
  db: Db,
  { at, within }: { at: number; within: number },
): Promise<Setup> {
  const moment = sql`${iso(at)}::timestamptz`;
  const holds = sql`(valid_from <= ${moment} and (valid_to is null or ${moment} < valid_to))`;
  const lacking = (from: RawBuilder<unknown>) => sql`(
    select json_build_object('count', count(*), 'named', coalesce(
      json_agg(json_build_object('code', code, 'name', name) order by code) filter (where n <= ${SETUP_NAMED}), '[]'))
    from (select code, name, row_number() over (order by code) as n from ${from} l) l)`;
  const { rows } = await sql<Setup>`
    with inside as (
      select a.area_id, n.code, a.name, a.level, ST_IsEmpty(a.geom) as bare
      from areas_at(${moment}) a join areas n on n.id = a.area_id
      where a.area_id in (select area_subtree(${within}::bigint, ${moment}, ${moment}))
    ), posted as (
      select distinct officer_id from officer_assignments where ${holds} and area_id in (select area_id from inside)
    ), carried as (
      select handheld_id, officer_id from handheld_assignments where ${holds}
    ), ours as (
      select * from handhelds where id in (
        select handheld_id from carried where officer_id in (select officer_id from posted))
    )
    select (select count(*) from inside where level = 'grid' and not bare) as grids,
      (select count(*) from posted) as officers,
      (select count(*) from ours) as handhelds,
      (select count(*) from ours where enrolled_at is not null and revoked_at is null) as enrolled,
      (select count(*) from ours where has_fixes(id::int)) as heard,
      (select count(*) from norm_versions v join norms n on n.id = v.norm_id
        where n.area_id in (select area_id from inside) and (v.valid_to is null or v.valid_to > ${moment})) as norms,
      (select count(*) from incident_categories where retired_at is null) as categories,
      (select count(*) from users where area_id in (select area_id from inside)) as accounts,
      json_build_object(
        'areasWithoutGround', ${lacking(sql`(select code, name from inside where bare)`)},
        'officersWithoutGrid', ${lacking(sql`(
          select code, name from officers
          where id not in (select officer_id from officer_assignments where ${holds})
            and id not in (select officer_id from posts where superseded is null and first_day <= ${moment}::date
              and (last_day is null or last_day >= ${moment}::date)))`)},
        'officersWithoutHandheld', ${lacking(sql`(
          select code, name from officers
          where id in (select officer_id from posted) and id not in (select officer_id from carried))`)},
        'handheldsWithoutOfficer', ${lacking(sql`(
          select code, code as name from handhelds where id not in (select handheld_id from carried))`)}
      ) as lacking`.execute(db);
  return rows[0]!;
}
