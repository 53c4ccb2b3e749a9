import { sql } from 'kysely';
import {
  DEFAULT_THRESHOLDS,
  type ThresholdsInput,
  type ThresholdsRecord,
  type ThresholdsWithdrawal,
  type WarningThresholds,
} from '../../contract/warnings/thresholds.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** The thresholds that hold for an area at a moment, Unix ms: those of the nearest area above that has some, else the built-in ones. */
export async function thresholdsAt(
  db: Db,
  areaId: number,
  atMs: number,
): Promise<WarningThresholds> {
  const { rows } = await sql<{ thresholds: WarningThresholds }>`
    with recursive chain as (
      select ${areaId}::bigint as area_id, 0 as distance
      union all
      select a.parent_id, chain.distance + 1
      from chain join areas_at(${iso(atMs)}::timestamptz) a on a.area_id = chain.area_id where a.parent_id is not null
    )
    select t.thresholds from chain join warning_thresholds t on t.area_id = chain.area_id
      and t.valid_from <= ${iso(atMs)} and (t.valid_to is null or ${iso(atMs)} < t.valid_to)
    order by chain.distance limit 1`.execute(db);
  return rows[0]?.thresholds ?? DEFAULT_THRESHOLDS;
}

/** Every version within an area or above it, latest first by area: what its warnings were, are and will be raised from. */
export async function listThresholds(
  db: Db,
  areaId: number,
  nowMs: number,
): Promise<ThresholdsRecord[]> {
  const { rows } = await sql<ThresholdsRecord>`
    with recursive above as (
      select ${areaId}::bigint as id
      union
      select v.parent_id from above join area_versions v on v.area_id = above.id where v.parent_id is not null
    )
    select a.code as area, t.area_id as "areaId", t.version, t.thresholds, ${utc('t.valid_from')} as "from", ${utc('t.valid_to')} as "to",
      t.published_by as "publishedBy", ${utc('t.published_at')} as "publishedAt"
    from warning_thresholds t join areas a on a.id = t.area_id
    where t.area_id in (select id from above)
      or t.area_id in (select area_subtree(${areaId}::bigint, '-infinity', ${iso(nowMs)}::timestamptz))
    order by a.code, t.version desc`.execute(db);
  return rows;
}

/**
 * Puts thresholds in force from a moment, which ends the version before. `same`: they are those on record already, and nothing changed;
 * `starts`: the version before starts at that moment (ISO) or later.
 */
export async function putThresholds(
  db: Db,
  { area, from, thresholds }: ThresholdsInput,
  by: string,
): Promise<'put' | 'same' | { starts: string }> {
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<{
      id: number;
      version: number;
      starts: string | null;
      later: boolean;
      same: boolean | null;
    }>`
      select a.id, coalesce(t.version, 0) as version, ${utc('t.valid_from')} as starts,
        coalesce(t.valid_from >= ${from}, false) as later, t.thresholds = ${JSON.stringify(thresholds)}::jsonb as same
      from (select id from areas where code = ${area} for update) a
      left join lateral (
        select * from warning_thresholds where area_id = a.id order by version desc limit 1) t on true`.execute(
      trx,
    );
    const { id, later, same, starts, version } = rows[0]!;
    if (same) return 'same';
    if (later) return { starts: starts! };
    await sql`
      update warning_thresholds set valid_to = ${from} where area_id = ${id} and version = ${version}`.execute(
      trx,
    );
    await sql`
      insert into warning_thresholds (area_id, version, thresholds, valid_from, published_by)
      values (${id}, ${version + 1}, ${JSON.stringify(thresholds)}::jsonb, ${from}, ${by})`.execute(
      trx,
    );
    return 'put';
  });
}

/** Takes back the last version of an area where it does not hold yet at `nowMs`; the one before it holds on. False where there is no such version. */
export async function withdrawThresholds(
  db: Db,
  { area, version }: ThresholdsWithdrawal,
  nowMs: number,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<{ id: number }>`
      delete from warning_thresholds t using areas a
      where t.area_id = a.id and a.code = ${area} and t.version = ${version}
        and t.valid_to is null and t.valid_from > ${iso(nowMs)}
      returning a.id`.execute(trx);
    const id = rows[0]?.id;
    if (id === undefined) return false;
    await sql`
      update warning_thresholds set valid_to = null where area_id = ${id} and version = ${version - 1}`.execute(
      trx,
    );
    return true;
  });
}
