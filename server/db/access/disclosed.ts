import { sql } from 'kysely';
import { HOMES } from '../people/homes.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { top } from './standings.ts';

/** A stretch of time in which one officer carried one handheld, Unix ms, both ends included. */
export interface Disclosed {
  handheldId: number;
  officerId: number;
  fromMs: number;
  toMs: number;
}

/**
 * Positions of a handheld, an officer or everybody within [fromMs, toMs] belong to who carried the handheld then, and to the area whose grid that
 * officer held then: the stretches of them that an area may see. Without a grid an officer belongs to the area that was home then,
 * else to the top one. A grid that changes hands cuts a stretch. Where `scope` is told, only what was of that area then as well: an area that
 * came from elsewhere brings nobody's past with it.
 */
export async function disclosedStretches(
  db: Db,
  of: { handheldId: number } | { officerId: number } | 'everybody',
  {
    fromMs,
    toMs,
    areaId,
    scope = areaId,
    nowMs,
  }: { fromMs: number; toMs: number; areaId: number; scope?: number; nowMs: number },
): Promise<Disclosed[]> {
  const [from, to] = [iso(fromMs), iso(toMs)];
  const whose =
    of === 'everybody'
      ? sql`true`
      : 'handheldId' in of
        ? sql`ha.handheld_id = ${of.handheldId}`
        : sql`ha.officer_id = ${of.officerId}`;
  const belongsTo = (
    area: number,
  ) => sql`case when area_id is null then ${top(area, sql`${iso(nowMs)}::timestamptz`)}
      else area_within(area_id, ${area}::bigint, lower(during)) end`;
  const { rows } = await sql<Disclosed>`
    with carried as (
      select ha.handheld_id, ha.officer_id,
        tstzrange(ha.valid_from, ha.valid_to) * tstzrange(${from}, ${to}, '[]') as during
      from handheld_assignments ha
      where ${whose} and tstzrange(ha.valid_from, ha.valid_to) && tstzrange(${from}, ${to}, '[]')
    ), placed as (
      select c.handheld_id, c.officer_id, oa.area_id,
        c.during * tstzrange(oa.valid_from, oa.valid_to) * tstzrange(v.valid_from, v.valid_to) as during
      from carried c
      join officer_assignments oa on oa.officer_id = c.officer_id and tstzrange(oa.valid_from, oa.valid_to) && c.during
      join area_versions v on v.area_id = oa.area_id
    ), stretches as (
      select * from placed
      union all
      select c.handheld_id, c.officer_id, oh.area_id, bare.during * tstzrange(oh.valid_from, oh.valid_to)
      from carried c join ${HOMES} oh on oh.officer_id = c.officer_id
      cross join lateral unnest(tstzmultirange(c.during) - coalesce(
        (select range_agg(tstzrange(valid_from, valid_to)) from officer_assignments where officer_id = c.officer_id),
        '{}'::tstzmultirange)) bare (during)
    )
    select handheld_id as "handheldId", officer_id as "officerId",
      (extract(epoch from lower(during)) * 1000)::float8 as "fromMs",
      (extract(epoch from upper(during)) * 1000 - (not upper_inc(during))::int)::float8 as "toMs"
    from stretches
    where not isempty(during) and ${sql.join([...new Set([areaId, scope])].map(belongsTo), sql` and `)}
    order by 3, 1`.execute(db);
  return rows;
}
