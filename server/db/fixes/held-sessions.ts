import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Which of some sessions of a handheld (Unix ms) hold fixes, kept apart or not. They are too young to be packed. */
export async function heldSessions(
  db: Db,
  handheldId: number,
  sessions: readonly number[],
): Promise<Set<number>> {
  const { rows } = await sql<{ session: number }>`
    select (extract(epoch from s.session) * 1000)::float8 as session
    from unnest(${sessions.map(iso)}::timestamptz[]) as s (session)
    where exists (select from fixes f where f.handheld_id = ${handheldId} and f.session = s.session)
      or exists (select from orphan_fixes o where o.handheld_id = ${handheldId} and o.session = s.session)`.execute(
    db,
  );
  return new Set(rows.map(({ session }) => Math.round(session)));
}
