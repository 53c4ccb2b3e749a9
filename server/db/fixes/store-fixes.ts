import { sql } from 'kysely';
import { PACKED_AFTER_DAYS_MIN } from '../../contract/fixes/fix.ts';
import { cleanedToMask } from '../../contract/fixes/mark-mask.ts';
import { DAY_MS, MINUTE_MS } from '../../contract/units.ts';
import { carryOrigins } from '../handhelds/origins.ts';
import { utcDay } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { type HandheldDay, openDays } from './cold/chunks.ts';
import { type Fixes, type FixFigures, inColumns, picked } from './figures.ts';
import { insertFixes } from './insert-fixes.ts';
import { arrayOf } from './offered.ts';
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
  fixes: Fixes,
  dueAt: number,
  insert = insertFixes,
): Promise<boolean[]> {
  const columns = inColumns(fixes);
  const stored = await storeAs(db, partitions, { as: columns, dueAt, insert });
  if (stored.every(Boolean)) return stored;
  const renamed = new Map<number, number>();
  let known = placesOf(stored, (isNew) => !isNew);
  let as = picked(columns, known);
  for (let tried = 0; known.length > 0; tried++) {
    const others = placesOf(await othersOfName(db, as), Boolean);
    if (others.length === 0) break;
    known = others.map((k) => known[k]!);
    as = underOtherNames(picked(columns, known), tried);
    await carryOrigins(
      db,
      known.map((i, k) => ({
        handheldId: columns.handheldId[i]!,
        session: columns.session[i]!,
        to: as.session[k]!,
      })),
    );
    const isNew = await storeAs(db, partitions, { as, dueAt, insert });
    for (const k of placesOf(isNew, Boolean)) {
      stored[known[k]!] = true;
      const id = as.handheldId[k]!;
      renamed.set(id, (renamed.get(id) ?? 0) + 1);
    }
    const left = placesOf(isNew, (is) => !is);
    known = left.map((k) => known[k]!);
    as = picked(as, left);
  }
  for (const [handheldId, count] of renamed)
    await countRefused(
      db,
      handheldId,
      utcDay(columns.receivedMs[0]!),
      new Map([['renamed', count]]),
    );
  return stored;
}

const placesOf = (values: readonly boolean[], is: (value: boolean) => boolean): number[] =>
  values.flatMap((value, i) => (is(value) ? [i] : []));

async function storeAs(
  db: Db,
  partitions: FixPartitions,
  { as, dueAt, insert }: { as: FixFigures; dueAt: number; insert: typeof insertFixes },
): Promise<boolean[]> {
  await openDays(db, maybePacked(as, dueAt), dueAt);
  return partitions.during(as.session, () => insert(db, as, dueAt));
}

/** The handhelds' days whose fixes may be packed by now. */
function maybePacked({ handheldId, session }: FixFigures, now: number): HandheldDay[] {
  const days = new Map<string, HandheldDay>();
  const hotMs = now - PACKED_AFTER_DAYS_MIN * DAY_MS;
  for (let i = 0; i < session.length; i++) {
    if (session[i]! > hotMs) continue;
    const one = { handheldId: handheldId[i]!, day: Math.floor(session[i]! / DAY_MS) };
    days.set(`${one.handheldId}/${one.day}`, one);
  }
  return [...days.values()];
}

function underOtherNames(fixes: FixFigures, tried: number): FixFigures {
  const { lat, lng, t } = fixes;
  const name = cleanedToMask(['name']);
  return {
    ...fixes,
    session: Float64Array.from(fixes.session, (session, i) => {
      const offset = 1 + ((hash(`${t[i]} ${lng[i]} ${lat[i]}`) + tried) % RENAMED_MAX_MS);
      return session + (t[i]! < session ? -offset : offset);
    }),
    // A mask of nothing is none.
    cleaned: Float64Array.from(fixes.cleaned, (mask) => mask | name),
  };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}

/** Of fixes whose names are in the store: whether another moment or place is there under the name. */
async function othersOfName(db: Db, fixes: FixFigures): Promise<boolean[]> {
  const { rows: found } = await sql<{ n: number }>`
    select o.n::int as n
    from unnest(${arrayOf(fixes.handheldId)}::int[], ${arrayOf(fixes.session)}::float8[], ${arrayOf(fixes.seq)}::int[],
      ${arrayOf(fixes.t)}::float8[], ${arrayOf(fixes.lng)}::float8[], ${arrayOf(fixes.lat)}::float8[])
      with ordinality as o (handheld_id, session, seq, device_ms, lng, lat, n)
    join fixes f on f.handheld_id = o.handheld_id and f.session = to_timestamp(o.session / 1e3) and f.seq = o.seq
    where f.device_time <> to_timestamp(o.device_ms / 1e3) or ST_X(f.position) <> o.lng or ST_Y(f.position) <> o.lat`.execute(
    db,
  );
  const others = new Set(found.map(({ n }) => n));
  return Array.from(fixes.seq, (_, i) => others.has(i + 1));
}
