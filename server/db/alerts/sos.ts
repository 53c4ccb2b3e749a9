import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { LngLat } from '../../contract/areas/geo.ts';
import { MARKS } from '../../contract/fixes/fix.ts';
import { SOS_JOINS_MS } from '../../contract/fixes/handheld.ts';
import { lowestFirst } from '../areas/lowest-first.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { tellAlerts } from '../webhooks/frequent.ts';

/** What a standing call for help says at most; of more presses the latest. */
const TEXT_MAX = 4_000;

export interface Press {
  handheldId: number;
  /** Who carried it then, else who does now; null: nobody. */
  officerId: number | null;
  /** Who carries it now: a clock that is behind names who had it before. */
  carrierId: number | null;
  /** By the server's clock, and what the handheld said, Unix ms. */
  atMs: number;
  deviceMs: number | null;
  receivedMs: number;
  /** Told with it, WGS-84. */
  position: LngLat | null;
  text: string | null;
}

const pointOf = ({ position }: Press) =>
  position
    ? sql`ST_Point(${position.lng}::float8, ${position.lat}::float8, 4326)`
    : sql`null::geometry`;

/** Names what was sent, however often it comes. */
const said = ({ deviceMs, position, text }: Press) =>
  createHash('sha256')
    .update(JSON.stringify([deviceMs, position, text]))
    .digest('base64');

const isBelieved = ({ atMs, deviceMs }: Press) => deviceMs !== null && atMs === deviceMs;

/** Whether a press `p` before came so shortly before this one that both are one call. */
const isRecent = ({ receivedMs }: Press) =>
  sql`p.receive_time > ${iso(receivedMs - SOS_JOINS_MS)}::timestamptz`;

/**
 * Puts a press on record and with it a call for help, or adds its text and place in one commit to the call of the same moment, though it was
 * seen, or to the one that stands for the handheld and its officer, was it pressed within SOS_JOINS_MS: what is pressed later is a call of its
 * own. The same press again is the same call, unless its clock cannot be believed and somebody has seen that call or it is as old: then it is
 * a new one.
 * Returns the key of the call.
 */
export async function recordSos(db: Db, press: Press): Promise<{ officerId: number; id: number }> {
  return inTransaction(db, async (trx) => {
    // Two presses at once, on two servers even, are one after the other.
    await sql`select id from handhelds where id = ${press.handheldId} for update`.execute(trx);
    const repeated = await sql<{ officerId: number; id: number }>`
      select a.officer_id as "officerId", a.id from sos_presses p join alerts a on a.officer_id = p.officer_id and a.id = p.alert_id
      where p.handheld_id = ${press.handheldId} and p.said = ${said(press)}
        and (${isBelieved(press)} or (a.acknowledged_by is null and ${isRecent(press)}))
      order by p.id desc limit 1`.execute(trx);
    if (repeated.rows[0]) return repeated.rows[0];
    const officerId = press.officerId ?? 0;
    const id =
      (await addToStanding(trx, press, officerId)) ?? (await insertSos(trx, press, officerId));
    await sql`
      insert into sos_presses (handheld_id, officer_id, alert_id, said, device_time, receive_time, position, text)
      values (${press.handheldId}, ${officerId}, ${id}, ${said(press)}, ${momentOf(press.deviceMs)}, ${iso(press.receivedMs)},
        ${pointOf(press)}, ${press.text})`.execute(trx);
    return { officerId, id };
  });
}

/** What no timestamp of the store holds is no time. */
const STORED_FROM_MS = Date.UTC(1, 0, 1);
const STORED_TO_MS = Date.UTC(9999, 0, 1);
const momentOf = (ms: number | null) =>
  ms === null || ms < STORED_FROM_MS || ms > STORED_TO_MS ? null : iso(ms);

async function addToStanding(db: Db, press: Press, officerId: number): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    with placed as (${areasOf(press)})
    update alerts a set position = coalesce(${pointOf(press)}, a.position),
      text = case when ${press.text}::text is null or strpos(concat(E'\n', a.text, E'\n'), concat(E'\n', ${press.text}::text, E'\n')) > 0 then a.text
        else right(concat_ws(E'\n', a.text, ${press.text}::text), ${TEXT_MAX}) end,
      area_ids = array(select unnest(a.area_ids) union select area_id from placed order by 1)
    where a.officer_id = ${officerId} and a.id = coalesce((
      select max(alert_id) from sos_presses where handheld_id = ${press.handheldId} and officer_id = ${officerId}
        and ${isBelieved(press)} and device_time = ${momentOf(press.deviceMs)}::timestamptz
    ), (
      select max(s.id) from alerts s join sos_presses p on p.officer_id = s.officer_id and p.alert_id = s.id
      where s.officer_id = ${officerId} and s.kind = 'sos' and s.acknowledged_by is null
        and s.handheld_id = ${press.handheldId} and ${isRecent(press)}))
    returning a.id`.execute(db);
  return rows[0]?.id;
}

async function insertSos(db: Db, press: Press, officerId: number): Promise<number> {
  const at = sql`${iso(press.atMs)}::timestamptz`;
  const { rows } = await sql<{ id: number }>`
    with placed as (${areasOf(press)}), a as (
    insert into alerts (officer_id, handheld_id, kind, at, device_time, learnt_at, grid_id, patrol_id, position, text, area_ids)
    values (${officerId}, ${press.handheldId}, 'sos', ${at}, ${momentOf(press.deviceMs)}, ${iso(press.receivedMs)},
      (select area_id from placed where known = 'officer' order by area_id limit 1),
      (select id from patrols where officer_id = ${officerId} and start_time <= ${at} and (end_time is null or end_time >= ${at})
        order by start_time desc limit 1),
      coalesce(${pointOf(press)}, (${lastPlace(press)})), ${press.text}, array(select distinct area_id from placed order by 1))
    returning *), ${tellAlerts}
    select id from a`.execute(db);
  return rows[0]!.id;
}

const NULL_ISLAND = 1 << MARKS.indexOf('null-island');

/** Where the handheld last was, by the order of its own names: a clock that jumps does not matter. */
const lastPlace = ({ handheldId }: Press) => sql`
  select coalesce(
    (select position from fixes where handheld_id = ${handheldId} and marks & ${NULL_ISLAND} = 0
      order by session desc, seq desc limit 1),
    (select last_position from fix_chunks where handheld_id = ${handheldId} and last_position is not null
      order by day desc limit 1))`;

/**
 * Areas whose accounts are to know: the grids of the officer then and of who carries it now, the lowest area about the place told, and about the handheld's last one; where
 * nothing is known, the top.
 */
const areasOf = (press: Press) => sql`
  with standing as (
    select * from areas_at(${iso(press.receivedMs)}::timestamptz)
  ), about as (
    select distinct on (p.known) p.known, g.area_id
    from (select 'told' as known, ${pointOf(press)} as position union all select 'last', (${lastPlace(press)})) p
    join standing g on g.geom && p.position and ST_Covers(g.geom, p.position)
    order by p.known, ${lowestFirst('g.level')}, g.area_id
  ), known as (
    select case when officer_id = ${press.officerId ?? 0} then 'officer' else 'carrier' end as known, area_id
    from officer_assignments cross join (values (${iso(press.atMs)}::timestamptz), (${iso(press.receivedMs)}::timestamptz)) as m (at)
    where officer_id in (${press.officerId ?? 0}, ${press.carrierId ?? 0})
      and valid_from <= m.at and (valid_to is null or m.at < valid_to)
    union all select known, area_id from about
  )
  select known, area_id from known
  union all select 'top', area_id from standing where parent_id is null and not exists (select from known)`;

/** Drops what handhelds sent before a moment (Unix ms); what their calls say and where stays with the alerts. Returns how many there were. */
export async function dropSosPressesBefore(db: Db, beforeMs: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('sos_presses')
    .where('receive_time', '<', new Date(beforeMs))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Forgets where alerts before a moment (Unix ms) were; what they said stays. Returns of how many. */
export async function forgetAlertPlacesBefore(db: Db, beforeMs: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update alerts set position = null where at < ${iso(beforeMs)} and position is not null`.execute(
    db,
  );
  return Number(numAffectedRows);
}
