import { sql } from 'kysely';
import { REFUSED_DAYS, type RefusedCount } from '../../contract/fixes/fix.ts';
import { DAY_MS } from '../../contract/units.ts';
import { utcDay } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Counts fixes that were refused: nothing else of them is kept. `day` is the UTC day of receipt. */
export async function countRefused(
  db: Db,
  handheldId: number,
  day: string,
  counts: ReadonlyMap<string, number>,
): Promise<void> {
  await sql`
    insert into refused_fixes (handheld_id, day, reason, count)
    select ${handheldId}, ${day}, reason, count
    from unnest(${[...counts.keys()]}::text[], ${[...counts.values()]}::int8[]) as c (reason, count)
    on conflict (handheld_id, day, reason) do update set count = refused_fixes.count + excluded.count`.execute(
    db,
  );
}

/** What was refused or cleaned of a handheld in the last days before a moment (Unix ms), latest day first. */
export async function refusedOf(db: Db, handheldId: number, now: number): Promise<RefusedCount[]> {
  const { rows } = await sql<RefusedCount>`
    select day::text, reason, count::float8 as count from refused_fixes
    where handheld_id = ${handheldId} and day > ${utcDay(now - REFUSED_DAYS * DAY_MS)}::date order by day desc, reason`.execute(
    db,
  );
  return rows;
}
