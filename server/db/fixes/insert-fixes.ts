import { sql } from 'kysely';
import { type Cleaned, GAP_REASONS } from '../../contract/fixes/fix.ts';
import type { Fix } from '../../domain/entrance/fix.ts';
import { cleanedToMask, marksToMask } from '../../domain/entrance/marks.ts';
import { cellToBigint } from '../../domain/geo/cell.ts';
import type { Db } from '../store/open.ts';

/** A fix ready to be stored: the domain's fix, its H3 cell, and the coordinates as sent where the datum differs. */
export interface FixRow extends Fix {
  cell: string;
  originalLng: number | null;
  originalLat: number | null;
  /** What was wrong with it and is unknown; nothing where left out. */
  cleaned?: readonly Cleaned[];
}

/**
 * Stores fixes in one statement and one commit; those already there are left as they are. In the same commit it
 * re-opens exactly the ended patrols that a newly stored fix lies in. Says of each row whether it is new; of rows with
 * one identity the first is. Partitions of the sessions' days must exist. Throws the store's error, with nothing stored.
 */
export async function insertFixes(
  db: Db,
  rows: readonly FixRow[],
  dueAt: number,
): Promise<boolean[]> {
  // In one order everywhere: commits side by side that hold the same fixes wait for each other, never in a circle.
  const ordered = [...rows].sort(byIdentity);
  const column = (pick: (row: FixRow) => number | bigint | boolean | null) =>
    arrayOf(ordered, pick);
  const {
    rows: [stored],
  } = await sql<{ count: number; keys: string[] | null }>`
    with offered as (
      select handheld_id, to_timestamp(session / 1e3) as session, seq, to_timestamp(device_ms / 1e3) as device_time,
        to_timestamp(receive_ms / 1e3) as receive_time, to_timestamp(sent_ms / 1e3) as sent_time, lng, lat,
        original_lng, original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned
      from unnest(
        ${column((f) => f.handheldId)}::int[], ${column((f) => f.session)}::float8[],
        ${column((f) => f.seq)}::int[], ${column((f) => f.t)}::float8[],
        ${column((f) => f.receivedMs)}::float8[], ${column((f) => f.sentMs)}::float8[],
        ${column((f) => f.lng)}::float8[], ${column((f) => f.lat)}::float8[],
        ${column((f) => f.originalLng)}::float8[], ${column((f) => f.originalLat)}::float8[],
        ${column((f) => cellToBigint(f.cell))}::int8[], ${column((f) => marksToMask(f.marks))}::int[],
        ${column((f) => single(f.accuracyM))}::real[], ${column((f) => single(f.speedMps))}::real[],
        ${column((f) => single(f.headingDeg))}::real[], ${column((f) => rounded(f.batteryPct))}::smallint[],
        ${column((f) => (f.gap === null ? null : GAP_REASONS.indexOf(f.gap)))}::smallint[],
        ${column((f) => f.mock)}::boolean[], ${column((f) => cleanedToMask(f.cleaned))}::smallint[]
      ) as o (handheld_id, session, seq, device_ms, receive_ms, sent_ms, lng, lat, original_lng, original_lat,
        cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned)
    ), stored as (
      insert into fixes (handheld_id, session, seq, device_time, receive_time, sent_time, position, original_lng,
        original_lat, cell, marks, accuracy_m, speed_mps, heading_deg, battery_pct, gap_reason, mock, cleaned)
      select handheld_id, session, seq, device_time, receive_time, sent_time,
        ST_Point(lng, lat, 4326), original_lng, original_lat, cell, marks, accuracy_m, speed_mps,
        heading_deg, battery_pct, gap_reason, mock, cleaned
      from offered
      on conflict do nothing
      returning handheld_id, session, seq, device_time
    ), reach as (
      select handheld_id, min(device_time) as first, max(device_time) as last from stored group by handheld_id
    ), reopened as (
      insert into verdict_jobs (officer_id, patrol_id, due_at)
      select distinct p.officer_id, p.id, ${new Date(dueAt).toISOString()}::timestamptz
      from reach r
      join handheld_assignments a on a.handheld_id = r.handheld_id
        and a.valid_from <= r.last and (a.valid_to is null or r.first < a.valid_to)
      join patrols p on p.officer_id = a.officer_id
        and p.end_time is not null and p.start_time <= r.last and coalesce(p.guessed_until, p.end_time) >= r.first
      where exists (
        select from stored s where s.handheld_id = r.handheld_id
          and s.device_time between p.start_time and coalesce(p.guessed_until, p.end_time)
          and a.valid_from <= s.device_time and (a.valid_to is null or s.device_time < a.valid_to))
      order by p.officer_id, p.id
      on conflict (officer_id, patrol_id) do update set due_at = excluded.due_at, attempts = 0
    )
    select count(*)::int as count, case when count(*) < ${rows.length} then (
      select array_agg(handheld_id || '/' || (extract(epoch from session) * 1000)::int8 || '/' || seq) from stored
    ) end as keys
    from stored`.execute(db);
  if (stored!.count === rows.length) return rows.map(() => true);
  const keys = new Set(stored!.keys);
  return rows.map((row) => keys.delete(fixKey(row)));
}

const fixKey = ({ handheldId, session, seq }: FixRow) => `${handheldId}/${session}/${seq}`;

const byIdentity = (a: FixRow, b: FixRow) =>
  a.handheldId - b.handheldId || a.session - b.session || a.seq - b.seq;

const rounded = (value: number | null) => (value === null ? null : Math.round(value));

/** As a column of type real holds it: what is too small for one becomes 0 instead of an error. */
const single = (value: number | null) => (value === null ? null : Math.fround(value));

/** A column as PostgreSQL's array literal; written here because drivers escape element by element. */
function arrayOf(
  rows: readonly FixRow[],
  pick: (row: FixRow) => number | bigint | boolean | null,
): string {
  let text = '{';
  for (const row of rows) text += `${text === '{' ? '' : ','}${pick(row) ?? 'null'}`;
  return `${text}}`;
}
