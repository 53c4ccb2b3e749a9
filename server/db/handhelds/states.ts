import { sql } from 'kysely';
import {
  type HandheldState,
  HEARD_DAYS,
  type RevokedWhy,
  SHARED_DAYS,
} from '../../contract/handhelds/state.ts';
import { top } from '../access/standings.ts';
import { homeAt } from '../people/homes.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { at, daysBefore, held, refusedBefore, type Seen } from './scope.ts';

/** What no secret hashes to. */
const NOBODY = '';

/** Handhelds an area sees, by code, with what is known of each. */
export async function listHandheldStates(db: Db, seen: Seen): Promise<HandheldState[]> {
  const moment = at(seen.moment);
  const { rows } = await sql<HandheldState>`
    with ${held(seen)}
    select h.id, h.code, h.datum, o.name as officer, o.code as "officerCode", h.grid_id as "gridId", g.name as grid,
      ${carriersOf(seen)} as carriers,
      ${utc('h.enrolled_at')} as "enrolledAt", ${utc('h.revoked_at')} as "revokedAt", h.revoked_why as "revokedWhy",
      (select ${utc('max(e.expires_at)')} from handheld_enrolments e
        where e.handheld_id = h.id and e.ended_at is null and e.expires_at > ${moment}) as "sheetUntil",
      ${utc('f.receive_time')} as "heardAt",
      round(extract(epoch from f.sent_time - f.receive_time)::numeric, 1)::float8 as "clockOffsetS",
      f.battery_pct::int as "batteryPct",
      (select min(w.protocol) from fix_origins w where w.handheld_id = h.id and w.session = f.session) as wire,
      coalesce((
        select json_agg(json_build_object('reason', r.reason, 'count', r.count) order by r.count desc, r.reason) from (
          select r.reason, sum(r.count)::int as count from ${refusedBefore(seen.moment)} group by r.reason) r), '[]') as refused
    from held h
    left join officers o on o.id = h.officer_id
    left join areas_at(${moment}) g on g.area_id = h.grid_id
    left join lateral last_fix(h.id::int, ${daysBefore(seen.moment, HEARD_DAYS)}, ${moment} + interval '1 day') f on true
    where h.seen order by h.code`.execute(db);
  return rows;
}

/** Who carries handheld `h` now or is to in the next days, once each with the grid of then, as far as they are the area's that asks. */
const carriersOf = ({ moment, scope }: Seen) => sql`coalesce((
  select json_agg(json_build_object('officer', c.name, 'officerCode', c.code, 'gridId', c.grid_id, 'grid', c.grid, 'from', ${utc('c.since')}) order by c.since, c.code)
  from (
    select distinct on (p.id) p.id, p.name, p.code, ha.valid_from as since, own.area_id as grid_id, v.name as grid
    from handheld_assignments ha join officers p on p.id = ha.officer_id
    cross join lateral (select greatest(ha.valid_from, ${at(moment)}) as begins) b
    left join lateral (
      select oa.area_id from officer_assignments oa where oa.officer_id = p.id
        and oa.valid_from <= b.begins and (oa.valid_to is null or b.begins < oa.valid_to)
      order by oa.valid_from desc limit 1) own on true
    left join lateral (select name from area_versions where area_id = own.area_id order by version desc limit 1) v on true
    where ha.handheld_id = h.id and (ha.valid_to is null or ha.valid_to > ${at(moment)})
      and ha.valid_from <= ${at(moment)} + interval '${sql.raw(String(SHARED_DAYS))} days'
      and coalesce(coalesce(own.area_id, ${homeAt(sql`p.id`, sql`b.begins`)}) in (select id from below), ${top(scope, at(moment))})
    order by p.id, ha.valid_from) c), '[]')`;

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
