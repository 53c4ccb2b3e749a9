import { sql } from 'kysely';
import { GAP_REASONS, SESSION_MAX_MS } from '../contract/fix.ts';
import type { Fix } from '../domain/fix.ts';
import { maskToMarks } from '../domain/marks.ts';
import type { Db } from './open.ts';

/** One handheld's stretch of time, inclusive, device time, Unix ms. */
export interface Stretch {
  handheldId: number;
  fromMs: number;
  toMs: number;
}

interface Row {
  handheld_id: number;
  session: number;
  seq: number;
  t: number;
  received: number;
  sent: number | null;
  lng: number;
  lat: number;
  accuracy_m: number | null;
  speed_mps: number | null;
  heading_deg: number | null;
  battery_pct: number | null;
  mock: boolean;
  gap_reason: number | null;
  marks: number;
}

/** Fixes of several stretches, marked ones included, ordered by device time, then identity. At most `limit`. */
export async function readFixes(
  db: Db,
  stretches: readonly Stretch[],
  limit = 1_000_000,
): Promise<Fix[]> {
  if (stretches.length === 0) return [];
  const first = Math.min(...stretches.map(({ fromMs }) => fromMs));
  const last = Math.max(...stretches.map(({ toMs }) => toMs));
  const iso = (ms: number) => new Date(ms).toISOString();
  const { rows } = await sql<Row>`
    select f.handheld_id, (extract(epoch from f.session) * 1000)::float8 as session, f.seq,
      (extract(epoch from f.device_time) * 1000)::float8 as t,
      (extract(epoch from f.receive_time) * 1000)::float8 as received,
      (extract(epoch from f.sent_time) * 1000)::float8 as sent,
      ST_X(f.position) as lng, ST_Y(f.position) as lat, f.accuracy_m, f.speed_mps, f.heading_deg, f.battery_pct,
      f.mock, f.gap_reason, f.marks
    from unnest(${stretches.map((s) => s.handheldId)}::int[], ${stretches.map((s) => iso(s.fromMs))}::timestamptz[],
      ${stretches.map((s) => iso(s.toMs))}::timestamptz[]) as s (handheld_id, first, last)
    join fixes f on f.handheld_id = s.handheld_id and f.device_time between s.first and s.last
      and f.session between ${iso(first - SESSION_MAX_MS)} and ${iso(last + SESSION_MAX_MS)}
    order by f.device_time, f.handheld_id, f.session, f.seq
    limit ${limit}`.execute(db);
  return rows.map(toFix);
}

function toFix(row: Row): Fix {
  return {
    handheldId: row.handheld_id,
    session: row.session,
    seq: row.seq,
    t: row.t,
    receivedMs: row.received,
    sentMs: row.sent,
    lng: row.lng,
    lat: row.lat,
    accuracyM: row.accuracy_m,
    speedMps: row.speed_mps,
    headingDeg: row.heading_deg,
    batteryPct: row.battery_pct,
    mock: row.mock,
    gap: row.gap_reason === null ? null : (GAP_REASONS[row.gap_reason] ?? null),
    marks: maskToMarks(row.marks),
  };
}
