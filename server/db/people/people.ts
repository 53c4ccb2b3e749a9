import { sql } from 'kysely';
import type { Officer } from '../../contract/people/people.ts';
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
