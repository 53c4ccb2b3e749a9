import { sql } from 'kysely';
import type { Alert } from '../contract/console.ts';
import type { LngLat } from '../contract/geo.ts';
import type { Db } from './open.ts';

export interface NewAlert {
  officerId: number;
  kind: Alert['kind'];
  at: number;
  patrolId: number | null;
  position: LngLat | null;
  text: string | null;
}

const COLUMNS = sql`a.id, a.officer_id as "officerId", o.name as "officerName", a.kind,
  to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, a.patrol_id as "patrolId",
  ST_X(a.position) as lng, ST_Y(a.position) as lat, a.text, a.acknowledged_by as "acknowledgedBy"`;

/** Puts an alert on record; the same officer, kind and time give the same alert. */
export async function insertAlert(db: Db, alert: NewAlert): Promise<Alert> {
  const { position } = alert;
  const { rows } = await sql<Alert>`
    with a as (
      insert into alerts (officer_id, kind, at, patrol_id, position, text)
      values (${alert.officerId}, ${alert.kind}, ${new Date(alert.at).toISOString()}, ${alert.patrolId},
        ${position ? sql`ST_SetSRID(ST_MakePoint(${position.lng}::float8, ${position.lat}::float8), 4326)` : null},
        ${alert.text})
      on conflict (officer_id, kind, at) do update set kind = excluded.kind
      returning *
    )
    select ${COLUMNS} from a join officers o on o.id = a.officer_id`.execute(db);
  return rows[0]!;
}

/** Alerts of officers whose grids lie within an area, newest first. */
export async function listAlerts(
  db: Db,
  { within, fromMs, limit = 200 }: { within: number; fromMs: number; limit?: number },
): Promise<Alert[]> {
  const from = new Date(fromMs).toISOString();
  const { rows } = await sql<Alert>`
    select ${COLUMNS} from alerts a join officers o on o.id = a.officer_id
    where a.at >= ${from} and exists (
      select from officer_assignments oa where oa.officer_id = a.officer_id
        and oa.valid_from <= a.at and (oa.valid_to is null or a.at < oa.valid_to)
        and oa.area_id in (select area_subtree(${within}::bigint, ${from}::timestamptz, 'infinity')))
    order by a.at desc, a.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Marks an alert as seen; the first to do so stays on record. Undefined where there is none. */
export async function acknowledgeAlert(
  db: Db,
  key: { officerId: number; id: number },
  by: { name: string; comment: string | null; at: number },
): Promise<Alert | undefined> {
  const { rows } = await sql<Alert>`
    with a as (
      update alerts set acknowledged_by = coalesce(acknowledged_by, ${by.name}),
        acknowledged_at = coalesce(acknowledged_at, ${new Date(by.at).toISOString()}),
        comment = coalesce(comment, ${by.comment})
      where officer_id = ${key.officerId} and id = ${key.id}
      returning *
    )
    select ${COLUMNS} from a join officers o on o.id = a.officer_id`.execute(db);
  return rows[0];
}
