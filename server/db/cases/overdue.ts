import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Marks open cases over a deadline that was not told of, first due first, as told; returns them, at most `limit`. */
export async function markOverdue(trx: Db, nowMs: number, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update cases set told_due_at = due_at where id in (
      select id from cases
      where ended_at is null and due_at < ${iso(nowMs)} and told_due_at is distinct from due_at
      order by due_at limit ${limit} for update)
    returning id`.execute(trx);
  return rows.map(({ id }) => id);
}
