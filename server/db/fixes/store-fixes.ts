import { sql } from 'kysely';
import { PACKED_AFTER_DAYS_MIN } from '../../contract/fixes/fix.ts';
import { DAY_MS, MINUTE_MS } from '../../contract/units.ts';
import { carryOrigins } from '../handhelds/origins.ts';
import { utcDay } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { type HandheldDay, openDays } from './cold/chunks.ts';
import type { FixRow } from './columns.ts';
import { insertFixes } from './insert-fixes.ts';
import type { FixPartitions } from './partitions.ts';
import { countRefused } from './refused-fixes.ts';

/** Another session lies at most so far from the one sent, towards the time of the fix. */
const RENAMED_MAX_MS = MINUTE_MS;

/**
 * Stores fixes as `insert` does, each under its name or, where the name is that of another fix (a handheld that was set up anew and counts
 * from the start again), under a session of its own that follows from its time and place, so that the same fix sent again finds itself
 * there. What was renamed is marked `name` and counted for its handheld.
 */
export async function storeFixes(
  db: Db,
  partitions: FixPartitions,
  rows: readonly FixRow[],
  dueAt: number,
  insert = insertFixes,
): Promise<boolean[]> {
  const stored = new Map<FixRow, boolean>();
  const renamed = new Map<number, number>();
  let offered = rows.map((row) => ({ row, as: row }));
  for (let tried = 0; offered.length > 0; tried++) {
    if (tried > 0)
      await carryOrigins(
        db,
        offered.map(({ row: { handheldId, session }, as }) => ({
          handheldId,
          session,
          to: as.session,
        })),
      );
    const asRows = offered.map(({ as }) => as);
    await openDays(db, maybePacked(asRows, dueAt), dueAt);
    const isNew = await partitions.during(
      asRows.map(({ session }) => session),
      () => insert(db, asRows, dueAt),
    );
    if (tried === 0 && isNew.every(Boolean)) return isNew;
    const known = offered.filter((_, i) => !isNew[i]);
    const isOther = await othersOfName(
      db,
      known.map(({ as }) => as),
    );
    for (const [i, { row, as }] of offered.entries()) {
      stored.set(row, isNew[i]!);
      if (isNew[i] && tried > 0) renamed.set(as.handheldId, (renamed.get(as.handheldId) ?? 0) + 1);
    }
    offered = known
      .filter((_, i) => isOther[i])
      .map(({ row }) => ({ row, as: underOtherName(row, tried) }));
  }
  for (const [handheldId, count] of renamed)
    await countRefused(db, handheldId, utcDay(rows[0]!.receivedMs), new Map([['renamed', count]]));
  return rows.map((row) => stored.get(row)!);
}

/** The handhelds' days whose fixes may be packed by now. */
function maybePacked(rows: readonly FixRow[], now: number): HandheldDay[] {
  const days = new Map<string, HandheldDay>();
  for (const { handheldId, session } of rows) {
    if (session > now - PACKED_AFTER_DAYS_MIN * DAY_MS) continue;
    const day = Math.floor(session / DAY_MS);
    days.set(`${handheldId}/${day}`, { handheldId, day });
  }
  return [...days.values()];
}

function underOtherName(row: FixRow, tried: number): FixRow {
  const offset = 1 + ((hash(`${row.t} ${row.lng} ${row.lat}`) + tried) % RENAMED_MAX_MS);
  const session = row.session + (row.t < row.session ? -offset : offset);
  return { ...row, session, cleaned: [...(row.cleaned ?? []), 'name'] };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}

/** Of rows whose names are in the store: whether another moment or place is there under the name. */
async function othersOfName(db: Db, rows: readonly FixRow[]): Promise<boolean[]> {
  if (rows.length === 0) return [];
  const column = (pick: (row: FixRow) => number) => `{${rows.map(pick).join(',')}}`;
  const { rows: found } = await sql<{ n: number }>`
    select o.n::int as n
    from unnest(${column((f) => f.handheldId)}::int[], ${column((f) => f.session)}::float8[], ${column((f) => f.seq)}::int[],
      ${column((f) => f.t)}::float8[], ${column((f) => f.lng)}::float8[], ${column((f) => f.lat)}::float8[])
      with ordinality as o (handheld_id, session, seq, device_ms, lng, lat, n)
    join fixes f on f.handheld_id = o.handheld_id and f.session = to_timestamp(o.session / 1e3) and f.seq = o.seq
    where f.device_time <> to_timestamp(o.device_ms / 1e3) or ST_X(f.position) <> o.lng or ST_Y(f.position) <> o.lat`.execute(
    db,
  );
  const others = new Set(found.map(({ n }) => n));
  return rows.map((_, i) => others.has(i + 1));
}
