import { sql } from 'kysely';
import type { Handheld, Officer } from '../../contract/people/people.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { prepared } from '../store/prepared.ts';

/** Officers with the grid they hold at a moment (Unix ms), within an area, by code. */
export async function listOfficers(
  db: Db,
  { at, within }: { at: number; within: number },
): Promise<Officer[]> {
  const moment = iso(at);
  const { rows } = await sql<Officer>`
    select distinct on (o.code) o.id, o.code, o.name, o.category, oa.area_id as "gridId"
    from officers o
    join officer_assignments oa on oa.officer_id = o.id
      and oa.valid_from <= ${moment} and (oa.valid_to is null or ${moment} < oa.valid_to)
    where oa.area_id in (select area_subtree(${within}::bigint, ${moment}::timestamptz, ${moment}::timestamptz))
    order by o.code, oa.valid_from desc`.execute(db);
  return rows;
}

/** Handhelds with the officer who carries them at a moment, for officers within an area, by code. */
export async function listHandhelds(
  db: Db,
  { at, within }: { at: number; within: number },
): Promise<Handheld[]> {
  const moment = iso(at);
  const { rows } = await sql<Handheld>`
    select distinct on (h.code) h.id, h.code, h.datum, ha.officer_id as "officerId",
      coalesce((select sum(count) from refused_fixes r where r.handheld_id = h.id and r.reason not in ('cleaned', 'renamed')
        and r.day > (${moment}::timestamptz at time zone 'UTC')::date - 7 and r.day <= (${moment}::timestamptz at time zone 'UTC')::date), 0)::float8 as refused
    from handhelds h
    join handheld_assignments ha on ha.handheld_id = h.id
      and ha.valid_from <= ${moment} and (ha.valid_to is null or ${moment} < ha.valid_to)
    join officer_assignments oa on oa.officer_id = ha.officer_id
      and oa.valid_from <= ${moment} and (oa.valid_to is null or ${moment} < oa.valid_to)
    where oa.area_id in (select area_subtree(${within}::bigint, ${moment}::timestamptz, ${moment}::timestamptz))
    order by h.code, ha.valid_from desc`.execute(db);
  return rows;
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
