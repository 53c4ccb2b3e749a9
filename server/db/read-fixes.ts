import { sql } from 'kysely';
import { GAP_REASONS, SESSION_MAX_MS } from '../contract/fix.ts';
import type { Fix } from '../domain/fix.ts';
import { maskToMarks } from '../domain/marks.ts';
import { iso } from './moments.ts';
import type { Db } from './open.ts';

/** One handheld's stretch of time, inclusive, device time, Unix ms. */
export interface Stretch {
  handheldId: number;
  fromMs: number;
  toMs: number;
}

/** Columns of fixes, one array each: a row a fix would cost ten times as much to hand over on the embedded store. */
interface Columns {
  handheldId: number[];
  session: number[];
  seq: number[];
  t: number[];
  received: number[];
  sent: (number | null)[];
  lng: number[];
  lat: number[];
  accuracyM: (number | null)[];
  speedMps: (number | null)[];
  headingDeg: (number | null)[];
  batteryPct: (number | null)[];
  mock: boolean[];
  gap: (number | null)[];
  marks: number[];
}

/** What a track is compared by, cheaper to hand over than all of a fix. */
type TrackColumns = Pick<
  Columns,
  'handheldId' | 'session' | 'seq' | 't' | 'lng' | 'lat' | 'accuracyM'
>;

const epochMs = (column: string) => sql.raw(`round(date_part('epoch', ${column}) * 1000)`);

const TRACK_COLUMNS = sql`to_json(array_agg(handheld_id)) as "handheldId",
  to_json(array_agg(${epochMs('session')})) as session, to_json(array_agg(seq)) as seq,
  to_json(array_agg(${epochMs('device_time')})) as t, to_json(array_agg(ST_X(position))) as lng,
  to_json(array_agg(ST_Y(position))) as lat, to_json(array_agg(accuracy_m)) as "accuracyM"`;
const COLUMNS = sql`${TRACK_COLUMNS}, to_json(array_agg(${epochMs('receive_time')})) as received,
  to_json(array_agg(${epochMs('sent_time')})) as sent, to_json(array_agg(speed_mps)) as "speedMps",
  to_json(array_agg(heading_deg)) as "headingDeg", to_json(array_agg(battery_pct)) as "batteryPct",
  to_json(array_agg(mock)) as mock, to_json(array_agg(gap_reason)) as gap, to_json(array_agg(marks)) as marks`;

/** The rows of stretches, joined by handheld and device time; the sessions name the partitions. */
function fixesOf(stretches: readonly Stretch[]) {
  const first = iso(Math.min(...stretches.map(({ fromMs }) => fromMs)) - SESSION_MAX_MS);
  const last = iso(Math.max(...stretches.map(({ toMs }) => toMs)) + SESSION_MAX_MS);
  return sql`unnest(${stretches.map((s) => s.handheldId)}::int[], ${stretches.map((s) => iso(s.fromMs))}::timestamptz[],
      ${stretches.map((s) => iso(s.toMs))}::timestamptz[]) with ordinality as s (handheld_id, first, last, at)
    join fixes f on f.handheld_id = s.handheld_id and f.device_time between s.first and s.last
      and f.session between ${first} and ${last}`;
}

async function readColumns<T extends { t: number[] }>(
  db: Db,
  stretches: readonly Stretch[],
  columns: typeof COLUMNS,
  limit: number,
): Promise<T | null> {
  if (stretches.length === 0) return null;
  const { rows } = await sql<T | { t: null }>`
    select ${columns}
    from (
      select f.* from ${fixesOf(stretches)}
      order by f.device_time, f.handheld_id, f.session, f.seq
      limit ${limit}
    ) ordered`.execute(db);
  const [found] = rows;
  return found?.t ? (found as T) : null;
}

/** Fixes of several stretches, marked ones included, ordered by device time, then identity. At most `limit`. */
export async function readFixes(
  db: Db,
  stretches: readonly Stretch[],
  limit = 1_000_000,
): Promise<Fix[]> {
  const columns = await readColumns<Columns>(db, stretches, COLUMNS, limit);
  return columns ? columns.t.map((_, i) => fixAt(columns, i)) : [];
}

/** The same fixes by place and time alone, for comparing: nothing else of them is told. */
export async function readTrack(db: Db, stretches: readonly Stretch[]): Promise<Fix[]> {
  const columns = await readColumns<TrackColumns>(db, stretches, TRACK_COLUMNS, 1_000_000);
  if (!columns) return [];
  return columns.t.map((t, i) => ({
    handheldId: columns.handheldId[i]!,
    session: columns.session[i]!,
    seq: columns.seq[i]!,
    t,
    receivedMs: t,
    sentMs: null,
    lng: columns.lng[i]!,
    lat: columns.lat[i]!,
    accuracyM: columns.accuracyM[i]!,
    speedMps: null,
    headingDeg: null,
    batteryPct: null,
    mock: false,
    gap: null,
    marks: [],
  }));
}

function fixAt(columns: Columns, i: number): Fix {
  const gap = columns.gap[i]!;
  return {
    handheldId: columns.handheldId[i]!,
    session: columns.session[i]!,
    seq: columns.seq[i]!,
    t: columns.t[i]!,
    receivedMs: columns.received[i]!,
    sentMs: columns.sent[i]!,
    lng: columns.lng[i]!,
    lat: columns.lat[i]!,
    accuracyM: columns.accuracyM[i]!,
    speedMps: columns.speedMps[i]!,
    headingDeg: columns.headingDeg[i]!,
    batteryPct: columns.batteryPct[i]!,
    mock: columns.mock[i]!,
    gap: gap === null ? null : (GAP_REASONS[gap] ?? null),
    marks: maskToMarks(columns.marks[i]!),
  };
}

/**
 * Which of these stretches have at least `share` of their fixes in a box (degrees): asked of the store, so that tracks
 * that are far away need not be read.
 */
export async function stretchesNear(
  db: Db,
  stretches: readonly Stretch[],
  near: { west: number; south: number; east: number; north: number },
  share: number,
): Promise<Stretch[]> {
  if (stretches.length === 0) return [];
  const box = sql`ST_MakeEnvelope(${near.west}::float8, ${near.south}::float8, ${near.east}::float8,
    ${near.north}::float8, 4326)`;
  const { rows } = await sql<{ at: number }>`
    select s.at::int as at from ${fixesOf(stretches)}
    group by s.at having avg((f.position && ${box})::int) >= ${share}::float8
    order by s.at`.execute(db);
  return rows.map(({ at }) => stretches[at - 1]!);
}
