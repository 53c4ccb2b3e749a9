import { sql } from 'kysely';
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
