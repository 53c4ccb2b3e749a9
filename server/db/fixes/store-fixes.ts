import { sql } from 'kysely';
import { PACKED_AFTER_DAYS_MIN } from '../../contract/fixes/fix.ts';
import { DAY_MS } from '../../contract/units.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { Db } from '../store/open.ts';
import { type HandheldDay, openDays } from './cold/chunks.ts';
import { type Fixes, type FixFigures, inColumns } from './figures.ts';
import { insertFixes } from './insert-fixes.ts';
import { arrayOf } from './offered.ts';
import { storeByName } from './own-names.ts';
import type { FixPartitions } from './partitions.ts';

/**
 * Stores fixes as `insert` does, each by its name: what is another fix of the same name is kept beside it. Ended patrols they lie in are due
 * for judgement at `dueAt`.
 */
export async function storeFixes(
  db: Db,
  partitions: FixPartitions,
  fixes: Fixes,
  dueAt: number,
  insert = insertFixes,
): Promise<boolean[]> {
  return storeByName(db, inColumns(fixes), {
    store: (as) => storeAs(db, partitions, { as, dueAt, insert }),
    othersOfName: (as) => othersOfName(db, as),
  });
}

async function storeAs(
  db: Db,
  partitions: FixPartitions,
  { as, dueAt, insert }: { as: FixFigures; dueAt: number; insert: typeof insertFixes },
): Promise<boolean[]> {
  const days = maybePacked(as, dueAt);
  if (days.length === 0) return partitions.during(as.session, () => insert(db, as, dueAt));
  // In one commit, so that whoever packs waits: what is packed again between the two would be stored a second time.
  return partitions.during(as.session, () =>
    inTransaction(db, async (trx) => {
      await openDays(trx, days, dueAt);
      return insert(trx, as, dueAt);
    }),
  );
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
