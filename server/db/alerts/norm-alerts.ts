import { sql } from 'kysely';
import { type Alert, NORM_ALERTS } from '../../contract/console/console.ts';
import type { EpisodeChange, KeptEpisode } from '../../domain/norm-alerts/reconcile-episodes.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { iso, unixMs } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { tellAlerts } from '../webhooks/frequent.ts';
import { ALERT_COLUMNS } from './alerts.ts';

/** Alerts raised by norms that stand, or began since a moment, by officer; of all officers, or of some. */
export async function keptEpisodes(
  db: Db,
  sinceMs: number,
  officerIds?: readonly number[],
): Promise<Map<number, KeptEpisode[]>> {
  const { rows } = await sql<
    Omit<KeptEpisode, 'position'> & { officerId: number; lng: number | null; lat: number }
  >`
    select officer_id as "officerId", id, kind, ${unixMs('at')} as "sinceMs", ${unixMs('due_at')} as "dueMs", ${unixMs('until')} as "untilMs",
      withdrawn_at is not null as withdrawn, limit_min as "limitMin", grid_id as "gridId", patrol_id as "patrolId",
      ST_X(position) as lng, ST_Y(position) as lat
    from alerts
    where kind = any(${[...NORM_ALERTS]}::text[]) and due_at is not null
      and (at >= ${iso(sinceMs)} or (until is null and withdrawn_at is null))
      and ${officerIds === undefined ? sql`true` : sql`officer_id = any(${[...officerIds]}::bigint[])`}
    order by officer_id, at, id`.execute(db);
  const byOfficer = new Map<number, KeptEpisode[]>();
  for (const { officerId, lng, lat, ...episode } of rows) {
    const own = byOfficer.get(officerId) ?? [];
    own.push({ ...episode, position: lng === null ? null : { lng, lat } });
    byOfficer.set(officerId, own);
  }
  return byOfficer;
}

export interface OfficerChange extends EpisodeChange {
  officerId: number;
}

/**
 * Writes what changed at a moment (Unix ms), in one commit, and gives the alerts as they are now. An episode put twice is one, so a watch
 * that starts again raises nothing twice.
 */
export async function writeEpisodes(
  db: Db,
  changes: readonly OfficerChange[],
  nowMs: number,
): Promise<Alert[]> {
  const added = changes.filter(({ id }) => id === null);
  const moved = changes.filter(({ id }) => id !== null);
  return inTransaction(db, async (trx) => [
    ...(added.length ? await insertEpisodes(trx, added, nowMs) : []),
    ...(moved.length ? await moveEpisodes(trx, moved, nowMs) : []),
  ]);
}

const moments = (times: readonly (number | null)[]) =>
  times.map((time) => (time === null ? null : iso(time)));

async function insertEpisodes(db: Db, episodes: readonly OfficerChange[], nowMs: number) {
  const { rows } = await sql<Alert>`
    with a as (
      insert into alerts (officer_id, kind, at, due_at, until, learnt_at, cleared_at, limit_min, grid_id, patrol_id, position)
      select officer_id, kind, at, due_at, until, ${iso(nowMs)}, case when until is not null then ${iso(nowMs)}::timestamptz end,
        limit_min, grid_id, patrol_id, case when lng is not null then ST_Point(lng, lat, 4326) end
      from unnest(${episodes.map((e) => e.officerId)}::bigint[], ${episodes.map((e) => e.kind)}::text[],
        ${moments(episodes.map((e) => e.sinceMs))}::timestamptz[], ${moments(episodes.map((e) => e.dueMs))}::timestamptz[],
        ${moments(episodes.map((e) => e.untilMs))}::timestamptz[], ${episodes.map((e) => Math.round(e.limitMin))}::int[],
        ${episodes.map((e) => e.gridId)}::bigint[], ${episodes.map((e) => e.patrolId)}::bigint[],
        ${episodes.map((e) => e.position?.lng ?? null)}::float8[], ${episodes.map((e) => e.position?.lat ?? null)}::float8[])
        as e (officer_id, kind, at, due_at, until, limit_min, grid_id, patrol_id, lng, lat)
      on conflict (officer_id, kind, at) where kind <> 'sos' do update set until = excluded.until, due_at = excluded.due_at,
        cleared_at = excluded.cleared_at, withdrawn_at = null, learnt_at = coalesce(alerts.learnt_at, excluded.learnt_at)
      returning *
    ), ${tellAlerts}
    select ${ALERT_COLUMNS} from a order by a.officer_id, a.id`.execute(db);
  return rows;
}

async function moveEpisodes(db: Db, episodes: readonly OfficerChange[], nowMs: number) {
  const { rows } = await sql<Alert>`
    with a as (
      update alerts a set at = e.at, due_at = e.due_at, until = e.until,
        cleared_at = case when e.until is not null then coalesce(a.cleared_at, ${iso(nowMs)}) end,
        withdrawn_at = case when e.withdrawn then coalesce(a.withdrawn_at, ${iso(nowMs)}) end
      from unnest(${episodes.map((e) => e.officerId)}::bigint[], ${episodes.map((e) => e.id)}::bigint[],
        ${moments(episodes.map((e) => e.sinceMs))}::timestamptz[], ${moments(episodes.map((e) => e.dueMs))}::timestamptz[],
        ${moments(episodes.map((e) => e.untilMs))}::timestamptz[], ${episodes.map((e) => e.withdrawn)}::boolean[])
        as e (officer_id, id, at, due_at, until, withdrawn)
      where a.officer_id = e.officer_id and a.id = e.id
      returning a.*
    )
    select ${ALERT_COLUMNS} from a order by a.officer_id, a.id`.execute(db);
  return rows;
}
