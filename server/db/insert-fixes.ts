import { sql } from 'kysely';
import { GAP_REASONS } from '../contract/fix.ts';
import { cellToBigint } from '../domain/cell.ts';
import type { Fix } from '../domain/fix.ts';
import { marksToMask } from '../domain/marks.ts';
import type { Db } from './open.ts';

/** A fix ready to be stored: the domain's fix, its H3 cell, and the coordinates as sent where the datum differs. */
export interface FixRow extends Fix {
  cell: string;
  originalLng: number | null;
  originalLat: number | null;
}

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** Identity of a fix as one string. */
export const fixKey = (fix: { handheldId: number; session: number; seq: number }) =>
  `${fix.handheldId}/${fix.session}/${fix.seq}`;

/**
 * Stores fixes in one statement and one commit; those already there are left as they are. In the same commit it
 * re-opens exactly the ended patrols that a newly stored fix lies in. Returns the keys of what was newly stored.
 * Partitions of the sessions' days must exist. Throws the store's error, with nothing stored.
 */
export async function insertFixes(
  db: Db,
  rows: readonly FixRow[],
  dueAt: number,
): Promise<Set<string>> {
  const column = <T>(pick: (row: FixRow) => T) => rows.map(pick);
  const { rows: stored } = await sql<{ handheld_id: number; session_ms: number; seq: number }>`
    with offered as (
      select * from unnest(
        ${column((f) => f.handheldId)}::int[], ${column((f) => iso(f.session))}::timestamptz[],
        ${column((f) => f.seq)}::int[], ${column((f) => iso(f.t))}::timestamptz[],
        ${column((f) => iso(f.receivedMs))}::timestamptz[], ${column((f) => iso(f.sentMs))}::timestamptz[],
        ${column((f) => f.lng)}::float8[], ${column((f) => f.lat)}::float8[],
        ${column((f) => f.originalLng)}::float8[], ${column((f) => f.originalLat)}::float8[],
        ${column((f) => cellToBigint(f.cell).toString())}::int8[], ${column((f) => marksToMask(f.marks))}::int[],
        ${column((f) => f.accuracyM)}::real[], ${column((f) => f.speedMps)}::real[],
        ${column((f) => f.headingDeg)}::real[], ${column((f) => rounded(f.batteryPct))}::smallint[],
        ${column((f) => (f.gap === null ? null : GAP_REASONS.indexOf(f.gap)))}::smallint[],
        ${column((f) => f.mock)}::boolean[]
      ) as o (handheld_id, session, seq, device_time, receive_time, sent_time, lng, lat, original_lng, original_lat,
        cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock)
    ), stored as (
      insert into fixes (handheld_id, session, seq, device_time, receive_time, sent_time, position, original_lng,
        original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock)
      select handheld_id, session, seq, device_time, receive_time, sent_time,
        ST_SetSRID(ST_MakePoint(lng, lat), 4326), original_lng, original_lat, cell, marks, accuracy_m, speed_mps,
        heading_deg, battery_pct, gap_reason, mock
      from offered
      on conflict do nothing
      returning handheld_id, session, seq, device_time
    ), reach as (
      select handheld_id, min(device_time) as first, max(device_time) as last from stored group by handheld_id
    ), reopened as (
      insert into verdict_jobs (officer_id, patrol_id, due_at)
      select distinct p.officer_id, p.id, ${iso(dueAt)}::timestamptz
      from reach r
      join handheld_assignments a on a.handheld_id = r.handheld_id
        and a.valid_from <= r.last and (a.valid_to is null or r.first < a.valid_to)
      join patrols p on p.officer_id = a.officer_id
        and p.end_time is not null and p.start_time <= r.last and p.end_time >= r.first
      where exists (
        select from stored s where s.handheld_id = r.handheld_id
          and s.device_time between p.start_time and p.end_time
          and a.valid_from <= s.device_time and (a.valid_to is null or s.device_time < a.valid_to))
      on conflict (officer_id, patrol_id) do update set due_at = excluded.due_at, attempts = 0
    )
    select handheld_id, (extract(epoch from session) * 1000)::int8 as session_ms, seq from stored`.execute(
    db,
  );
  return new Set(
    stored.map((row) =>
      fixKey({ handheldId: row.handheld_id, session: row.session_ms, seq: row.seq }),
    ),
  );
}

const rounded = (value: number | null) => (value === null ? null : Math.round(value));
