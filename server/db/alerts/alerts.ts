import { sql } from 'kysely';
import type { LngLat } from '../../contract/areas/geo.ts';
import type { Alert } from '../../contract/console/console.ts';
import { FIX_REFUSALS } from '../../contract/fixes/fix.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { tellAlerts } from '../webhooks/frequent.ts';

export interface NewAlert {
  officerId: number;
  kind: Alert['kind'];
  at: number;
  patrolId: number | null;
  position: LngLat | null;
  text: string | null;
}

/** An alert learnt by this much after it was due was not due to the clock of the watch but to late data. */
const LATE = sql`interval '3 minutes'`;

const REFUSALS = sql.join(FIX_REFUSALS.map((reason) => sql.lit(reason)));

/** An alert `a` as the contract has it. */
export const ALERT_COLUMNS = sql`a.id, a.officer_id as "officerId", coalesce((select name from officers where id = a.officer_id),
  (select code from handhelds where id = a.handheld_id), '') as "officerName", a.handheld_id as "handheldId", a.kind, ${utc('a.at')} as at,
  ${utc('a.device_time')} as "deviceTime", ${utc('a.until')} as until, ${utc('a.due_at')} as "dueAt", ${utc('a.learnt_at')} as "learntAt",
  coalesce(a.learnt_at > a.due_at + ${LATE}, false) as late, ${utc('a.withdrawn_at')} as "withdrawnAt",
  a.limit_min as "limitMin", a.grid_id as "gridId", a.patrol_id as "patrolId", ST_X(a.position) as lng, ST_Y(a.position) as lat,
  a.text, case when a.kind = 'refused' then (select json_object_agg(r.reason, r.count order by r.reason) from refused_fixes r
    where r.handheld_id = a.handheld_id and r.day = (a.at at time zone 'UTC')::date and r.reason in (${REFUSALS})) end as refused,
  a.acknowledged_by as "acknowledgedBy", ${utc('a.acknowledged_at')} as "acknowledgedAt", a.comment`;

/** Whether alert `a` is for an area: a call for help told to it, one of a grid within it, or, where none is told, of an officer who held one then. */
export const seenFrom = (within: number, since: string) => sql`
  case when a.area_ids is not null
    then a.area_ids && array(select area_subtree(${within}::bigint, '-infinity', 'infinity'))
  when a.grid_id is not null
    then a.grid_id in (select area_subtree(${within}::bigint, ${since}::timestamptz, 'infinity'))
    else exists (
      select from officer_assignments oa where oa.officer_id = a.officer_id
        and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to)
        and oa.area_id in (select area_subtree(${within}::bigint, ${since}::timestamptz, 'infinity'))) end`;

/** Puts an alert on record; the same officer, kind and time give the same alert. */
export async function insertAlert(db: Db, alert: NewAlert): Promise<Alert> {
  const { position } = alert;
  const { rows } = await sql<Alert>`
    with a as (
      insert into alerts (officer_id, kind, at, patrol_id, position, text)
      values (${alert.officerId}, ${alert.kind}, ${iso(alert.at)}, ${alert.patrolId},
        ${position ? sql`ST_SetSRID(ST_MakePoint(${position.lng}::float8, ${position.lat}::float8), 4326)` : null},
        ${alert.text})
      on conflict (officer_id, kind, at) where kind <> 'sos' do update set kind = excluded.kind
      returning *
    ), ${tellAlerts}
    select ${ALERT_COLUMNS} from a`.execute(db);
  return rows[0]!;
}

export interface AlertFilter {
  /** Only what this area may see; null: all there is, for officers who ask for their own. */
  within: number | null;
  fromMs: number;
  toMs?: number;
  kinds?: readonly Alert['kind'][];
  /** `standing`: neither over nor withdrawn. */
  state?: 'standing' | 'ended' | 'withdrawn';
  acknowledged?: boolean;
  officerId?: number;
  limit?: number;
  cursor?: string;
}

const STATES = {
  standing: sql`a.until is null and a.withdrawn_at is null`,
  ended: sql`a.until is not null and a.withdrawn_at is null`,
  withdrawn: sql`a.withdrawn_at is not null`,
};

/** Alerts of grids within an area, newest first, a page at a time. */
export async function listAlerts(
  db: Db,
  filter: AlertFilter,
): Promise<{ alerts: Alert[]; next: string | null }> {
  const { within, fromMs, toMs, kinds, state, acknowledged, officerId, limit = 200 } = filter;
  const after = /^(\d{1,14})-(\d{1,15})$/.exec(filter.cursor ?? '');
  const all = sql`true`;
  const { rows } = await sql<Alert>`
    select ${ALERT_COLUMNS} from alerts a
    where a.at >= ${iso(fromMs)}
      and ${toMs === undefined ? all : sql`a.at < ${iso(toMs)}`}
      and ${kinds === undefined ? all : sql`a.kind = any(${[...kinds]}::text[])`}
      and ${state === undefined ? all : STATES[state]}
      and ${acknowledged === undefined ? all : acknowledged ? sql`a.acknowledged_by is not null` : sql`a.acknowledged_by is null`}
      and ${officerId === undefined ? all : sql`a.officer_id = ${officerId}`}
      and ${after ? sql`(a.at, a.id) < (${iso(Number(after[1]))}::timestamptz, ${after[2]}::bigint)` : all}
      and ${within === null ? all : seenFrom(within, iso(fromMs))}
    order by a.at desc, a.id desc limit ${limit + 1}`.execute(db);
  const alerts = rows.slice(0, limit);
  const last = alerts.at(-1);
  return {
    alerts,
    next: rows.length > limit && last ? `${Date.parse(last.at)}-${last.id}` : null,
  };
}

/**
 * Marks an alert as seen. The first to do so stays on record, with the moment; only they can still add the comment they did not give.
 * Undefined where there is none.
 */
export async function acknowledgeAlert(
  db: Db,
  key: { officerId: number; id: number },
  by: { name: string; comment: string | null; at: number },
): Promise<Alert | undefined> {
  const { rows } = await sql<Alert>`
    with seen as (
      update alerts a set acknowledged_by = coalesce(a.acknowledged_by, ${by.name}),
        acknowledged_at = coalesce(a.acknowledged_at, ${iso(by.at)}),
        comment = case when coalesce(a.acknowledged_by, ${by.name}) = ${by.name} then coalesce(a.comment, ${by.comment})
          else a.comment end
      where a.officer_id = ${key.officerId} and a.id = ${key.id}
      returning a.*
    )
    select ${ALERT_COLUMNS} from seen a`.execute(db);
  return rows[0];
}

/** One alert, or undefined. */
export async function findAlert(
  db: Db,
  key: { officerId: number; id: number },
): Promise<Alert | undefined> {
  const { rows } = await sql<Alert>`
    select ${ALERT_COLUMNS} from alerts a where a.officer_id = ${key.officerId} and a.id = ${key.id}`.execute(
    db,
  );
  return rows[0];
}

/** Calls for help that nobody has acknowledged, however old, oldest first. */
export async function standingSos(db: Db): Promise<Alert[]> {
  const { rows } = await sql<Alert>`
    select ${ALERT_COLUMNS} from alerts a where a.kind = 'sos' and a.acknowledged_by is null order by a.id`.execute(
    db,
  );
  return rows;
}
