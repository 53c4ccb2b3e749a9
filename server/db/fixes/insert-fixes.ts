import { sql } from 'kysely';
import type { Db } from '../store/open.ts';
import type { FixRow } from './columns.ts';
import { arraysOf, offered, STORED, VALUES } from './offered.ts';
import { reopening } from './reopen.ts';

/**
 * Stores fixes in one statement and one commit; those already there are left as they are. In the same commit it
 * re-opens exactly the ended patrols that a newly stored fix lies in. Says of each row whether it is new; of rows with
 * one identity the first is. Partitions of the sessions' days must exist. Throws the store's error, with nothing stored.
 */
export async function insertFixes(
  db: Db,
  rows: readonly FixRow[],
  dueAt: number,
): Promise<boolean[]> {
  // In one order everywhere: commits side by side that hold the same fixes wait for each other, never in a circle.
  const ordered = [...rows].sort(byIdentity);
  const {
    rows: [stored],
  } = await sql<{ count: number; keys: string[] | null }>`
    with offered as (
      ${offered(arraysOf(ordered))}
    ), stored as (
      insert into fixes (${STORED})
      select ${VALUES} from offered
      on conflict do nothing
      returning handheld_id, session, seq, device_time, receive_time, sent_time
    ), ${reopening(rows, dueAt)}
    select count(*)::int as count, case when count(*) < ${rows.length} then (
      select array_agg(handheld_id || '/' || (extract(epoch from session) * 1000)::int8 || '/' || seq) from stored
    ) end as keys
    from stored`.execute(db);
  if (stored!.count === rows.length) return rows.map(() => true);
  const keys = new Set(stored!.keys);
  return rows.map((row) => keys.delete(fixKey(row)));
}

const fixKey = ({ handheldId, session, seq }: FixRow) => `${handheldId}/${session}/${seq}`;

/** One order of names. */
export const byIdentity = (a: FixRow, b: FixRow) =>
  a.handheldId - b.handheldId || a.session - b.session || a.seq - b.seq;
