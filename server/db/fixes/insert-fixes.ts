import { sql } from 'kysely';
import type { Db } from '../store/open.ts';
import { prepared } from '../store/prepared.ts';
import { countOf, type Fixes, inColumns, orderOf, picked } from './figures.ts';
import { offered, STORED, VALUES } from './offered.ts';
import { reopening } from './reopen.ts';

/** So many are stored by a plan made once, which is half of what storing a few costs; more by one made for what they are. */
const FEW = 200;

interface Stored {
  count: number;
  /** Of those that are new, where not all are. */
  keys: string[] | null;
}

/**
 * Stores fixes in one statement and one commit; those already there are left as they are. In the same commit it
 * re-opens exactly the ended patrols that a newly stored fix lies in. Says of each row whether it is new; of rows with
 * one identity the first is. Partitions of the sessions' days must exist. Throws the store's error, with nothing stored.
 */
export async function insertFixes(db: Db, fixes: Fixes, dueAt: number): Promise<boolean[]> {
  const columns = inColumns(fixes);
  const count = countOf(columns);
  const insert = sql<Stored>`
    with offered as (
      ${offered([picked(columns, orderOf(columns))])}
    ), stored as (
      insert into fixes (${STORED})
      select ${VALUES} from offered
      on conflict do nothing
      returning handheld_id, session, seq, device_time, receive_time, sent_time
    ), ${reopening(columns, dueAt)}
    select count(*)::int as count, case when count(*) < ${count} then (
      select array_agg(handheld_id || '/' || (extract(epoch from session) * 1000)::int8 || '/' || seq) from stored
    ) end as keys
    from stored`;
  const {
    rows: [stored],
  } = await (count <= FEW ? prepared(db, insert) : sql<Stored>`/* many */ ${insert}`.execute(db));
  const { handheldId, session, seq } = columns;
  const keys = stored!.count === count ? null : new Set(stored!.keys);
  return Array.from(
    { length: count },
    (_, i) => keys?.delete(`${handheldId[i]}/${session[i]}/${seq[i]}`) ?? true,
  );
}
