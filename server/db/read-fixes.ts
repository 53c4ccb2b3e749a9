import { sql } from 'kysely';
import { GAP_REASONS, SESSION_MAX_MS } from '../contract/fix.ts';
import type { Fix } from '../domain/fix.ts';
import { maskToMarks } from '../domain/marks.ts';
import {
  type ComparedTrack,
  emptyTrack,
  rounded,
} from '../domain/verification/integrity/compared-track.ts';
import {
  type BinaryColumn,
  booleans,
  doubles,
  integers,
  moments,
  readColumn,
  reals,
  smallNaturals,
} from './binary-columns.ts';
import { iso } from './moments.ts';
import type { Db } from './open.ts';

/** One handheld's stretch of time, inclusive, device time, Unix ms. */
export interface Stretch {
  handheldId: number;
  fromMs: number;
  toMs: number;
}

/** What a track is compared by. */
const TRACK = {
  t: moments('device_time'),
  handheldId: integers('handheld_id'),
  lng: doubles('ST_X(position)'),
  lat: doubles('ST_Y(position)'),
  accuracyM: reals('accuracy_m'),
};

/** All of a fix. */
const FIX = {
  ...TRACK,
  session: moments('session'),
  seq: integers('seq'),
  received: moments('receive_time'),
  sent: moments('sent_time'),
  speedMps: reals('speed_mps'),
  headingDeg: reals('heading_deg'),
  batteryPct: smallNaturals('battery_pct'),
  mock: booleans('mock'),
  gap: smallNaturals('gap_reason'),
  marks: integers('marks'),
};

/** Fixes as the store hands them over: the bytes of each column, in order of device time, then identity; null where there are none. */
export type FixColumns = Record<keyof typeof FIX, Uint8Array> | null;

/** The rows of stretches, joined by handheld and device time; the sessions name the partitions. */
async function readColumns<K extends string>(
  db: Db,
  stretches: readonly Stretch[],
  columns: Record<K, BinaryColumn>,
  limit: number,
): Promise<Record<K, Uint8Array> | null> {
  if (stretches.length === 0) return null;
  const first = iso(Math.min(...stretches.map(({ fromMs }) => fromMs)) - SESSION_MAX_MS);
  const last = iso(Math.max(...stretches.map(({ toMs }) => toMs)) + SESSION_MAX_MS);
  const chosen = Object.entries<BinaryColumn>(columns).map(
    ([name, column]) => sql`${sql.raw(column.sql)} as ${sql.ref(name)}`,
  );
  const { rows } = await sql<Record<K, Uint8Array | null>>`
    /* prepared */ select ${sql.join(chosen)}
    from (
      select f.* from unnest(${stretches.map((s) => s.handheldId)}::int[],
        ${stretches.map((s) => iso(s.fromMs))}::timestamptz[],
        ${stretches.map((s) => iso(s.toMs))}::timestamptz[]) as s (handheld_id, first, last)
      join fixes f on f.handheld_id = s.handheld_id and f.device_time between s.first and s.last
        and f.session between ${first} and ${last}
      order by f.device_time, f.handheld_id, f.session, f.seq
      limit ${limit}
    ) ordered`.execute(db);
  const [row] = rows;
  return row && Object.values(row).every((column) => column !== null)
    ? (row as Record<K, Uint8Array>)
    : null;
}

export const readFixColumns = (
  db: Db,
  stretches: readonly Stretch[],
  limit = 1_000_000,
): Promise<FixColumns> => readColumns(db, stretches, FIX, limit);

/** Fixes of several stretches, marked ones included, ordered by device time, then identity. At most `limit`. */
export async function readFixes(
  db: Db,
  stretches: readonly Stretch[],
  limit?: number,
): Promise<Fix[]> {
  return fixesOf(await readFixColumns(db, stretches, limit));
}

/** The same fixes by place and time alone, for comparing: nothing else of them is told. */
export const readTrack = async (db: Db, stretches: readonly Stretch[]): Promise<ComparedTrack> =>
  trackOfColumns(await readColumns(db, stretches, TRACK, 1_000_000));

/** Columns as a track to compare with. */
export function trackOfColumns(
  columns: Record<keyof typeof TRACK, Uint8Array> | null,
): ComparedTrack {
  if (!columns) return emptyTrack(0);
  const read = (name: keyof typeof TRACK) => readColumn(TRACK[name], columns[name]);
  return rounded({
    t: read('t'),
    handheldId: Int32Array.from(read('handheldId')),
    lng: read('lng'),
    lat: read('lat'),
    accuracyM: read('accuracyM').map((m) => (Number.isNaN(m) ? -1 : m)),
  });
}

const UNMARKED: Fix['marks'] = [];
const orNull = (value: number) => (Number.isNaN(value) ? null : value);

/** Columns as fixes. */
export function fixesOf(columns: FixColumns): Fix[] {
  if (!columns) return [];
  const read = (name: keyof typeof FIX) => readColumn(FIX[name], columns[name]);
  const [t, handheldId, session, seq] = [
    read('t'),
    read('handheldId'),
    read('session'),
    read('seq'),
  ];
  const [received, sent, mock, gap] = [read('received'), read('sent'), read('mock'), read('gap')];
  const [lng, lat, accuracyM, marks] = [read('lng'), read('lat'), read('accuracyM'), read('marks')];
  const [speedMps, headingDeg] = [read('speedMps'), read('headingDeg')];
  const batteryPct = read('batteryPct');
  const fixes = new Array<Fix>(t.length);
  for (let i = 0; i < t.length; i++)
    fixes[i] = {
      handheldId: handheldId[i]!,
      session: session[i]!,
      seq: seq[i]!,
      t: t[i]!,
      receivedMs: received[i]!,
      sentMs: orNull(sent[i]!),
      lng: lng[i]!,
      lat: lat[i]!,
      accuracyM: orNull(accuracyM[i]!),
      speedMps: orNull(speedMps[i]!),
      headingDeg: orNull(headingDeg[i]!),
      batteryPct: orNull(batteryPct[i]!),
      mock: mock[i] === 1,
      gap: GAP_REASONS[gap[i]!] ?? null,
      marks: marks[i] === 0 ? UNMARKED : maskToMarks(marks[i]!),
    };
  return fixes;
}
