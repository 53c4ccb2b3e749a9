import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

export interface QueueState {
  queue: string;
  /** Those somebody works on too. */
  waiting: number;
  /** How long the longest due has been due, s. */
  oldestS: number;
  /** Those whose last attempt failed. */
  failing: number;
}

/** How every queue of jobs stands at a moment, Unix ms. */
export async function readQueueStates(db: Db, now: number): Promise<QueueState[]> {
  const state = sql`count(*)::int as waiting, count(*) filter (where failed)::int as failing,
    greatest(0, date_part('epoch', ${iso(now)}::timestamptz - min(due_at)))::float8 as oldest`;
  const { rows } = await sql<QueueState>`
    select queue, waiting, coalesce(oldest, 0) as "oldestS", failing from (
      select 'verdicts' as queue, ${state} from (select due_at, last_error is not null as failed from verdict_jobs) j
      union all
      select 'rollups', ${state} from (select due_at, last_error is not null as failed from rollup_jobs) j
      union all
      select 'webhooks', ${state} from (select due_at, attempts > 0 as failed from webhook_deliveries where state = 'waiting') j
    ) queues`.execute(db);
  return rows;
}
