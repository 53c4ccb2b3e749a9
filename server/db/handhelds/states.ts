import { sql } from 'kysely';
import { type HandheldState, HEARD_DAYS, type RevokedWhy } from '../../contract/handhelds/state.ts';
import { DAY_MS } from '../../contract/units.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** What no secret hashes to. */
const NOBODY = '';

/**
 * Handhelds of an area at a moment (Unix ms) by code, with what is known of each; those nobody with a grid carries belong to the top.
 */
export async function listHandheldStates(
  db: Db,
  { at, within }: { at: number; within: number },
): Promise<HandheldState[]> {
  const moment = sql`${iso(at)}::timestamptz`;
  const { rows } = await sql<HandheldState>`
    with inside as (
      select area_subtree(${within}::bigint, ${moment}, ${moment}) as area_id
    ), top as (
      select exists (select from area_versions where area_id = ${within} and parent_id is null) as is_top
    ), held as (
      select distinct on (h.id) h.*, o.name as officer, o.code as officer_code, oa.area_id
      from handhelds h
      left join handheld_assignments ha on ha.handheld_id = h.id
        and ha.valid_from <= ${moment} and (ha.valid_to is null or ${moment} < ha.valid_to)
      left join officers o on o.id = ha.officer_id
      left join officer_assignments oa on oa.officer_id = o.id
        and oa.valid_from <= ${moment} and (oa.valid_to is null or ${moment} < oa.valid_to)
      order by h.id, oa.valid_from desc
    )
    select h.id, h.code, h.datum, h.officer, h.officer_code as "officerCode", g.name as grid,
      ${utc('h.enrolled_at')} as "enrolledAt", ${utc('h.revoked_at')} as "revokedAt", h.revoked_why as "revokedWhy",
      (select ${utc('max(e.expires_at)')} from handheld_enrolments e
        where e.handheld_id = h.id and e.ended_at is null and e.expires_at > ${moment}) as "sheetUntil",
      ${utc('f.receive_time')} as "heardAt",
      round(extract(epoch from f.sent_time - f.receive_time)::numeric, 1)::float8 as "clockOffsetS",
      f.battery_pct::int as "batteryPct",
      (select min(w.protocol) from fix_origins w where w.handheld_id = h.id and w.session = f.session) as wire,
      coalesce((
        select json_agg(json_build_object('reason', r.reason, 'count', r.count) order by r.count desc, r.reason) from (
          select reason, sum(count)::int as count from refused_fixes
          where handheld_id = h.id and reason not in ('cleaned', 'renamed')
            and day > (${moment} at time zone 'UTC')::date - 7 and day <= (${moment} at time zone 'UTC')::date
          group by reason) r), '[]') as refused
    from held h
    left join lateral (select name from areas_at(${moment}) a where a.area_id = h.area_id) g on true
    left join lateral (
      select session, receive_time, sent_time, battery_pct from fixes x
      where x.handheld_id = h.id and x.session > ${iso(at - HEARD_DAYS * DAY_MS)} and x.session <= ${iso(at + DAY_MS)}
      order by x.session desc, x.seq desc limit 1
    ) f on true
    where h.area_id in (select area_id from inside) or (h.area_id is null and (select is_top from top))
    order by h.code`.execute(db);
  return rows;
}

/** Turns a handheld away at a moment (ISO), on every wire, with the sheets it has. */
export async function revokeHandheld(
  db: Db,
  { id, moment, why }: { id: number; why: RevokedWhy; moment: string },
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await sql`
      update handhelds set secret_hash = ${NOBODY}, revoked_at = ${moment}, revoked_why = ${why} where id = ${id}`.execute(
      trx,
    );
    await sql`
      update handheld_bindings set revoked_at = ${moment} where handheld_id = ${id} and revoked_at is null`.execute(
      trx,
    );
    await sql`
      update handheld_enrolments set ended_at = ${moment} where handheld_id = ${id} and ended_at is null`.execute(
      trx,
    );
  });
}
