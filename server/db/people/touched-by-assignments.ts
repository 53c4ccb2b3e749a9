import { type RawBuilder, sql } from 'kysely';
import type { Assigned } from '../../contract/people/assignment.ts';
import { rollupJobs } from '../queue/rollup-jobs.ts';
import { verdictJobs } from '../queue/verdict-jobs.ts';
import type { Db } from '../store/open.ts';

/** From when to when something is not assigned as it was before: the officer who carried a handheld, or the grid an officer held. */
export interface ChangedSpan {
  /** The handheld, or the officer. */
  owner: number;
  target: number;
  since: string;
  /** null: for good. */
  until: string | null;
}

/** What is due where an assignment changed. */
const DUE_BY_KIND: Record<
  Assigned,
  (spans: RawBuilder<unknown>, dueAt: number) => RawBuilder<unknown>
> = {
  // Another carrier means other fixes: ended patrols of that time are judged again.
  handheld: (spans, dueAt) =>
    verdictJobs.name(
      sql`select p.officer_id, p.id from ${spans} join patrols p on p.officer_id = s.target
        and p.end_time >= s.since and (s.until is null or p.start_time < s.until)`,
      dueAt,
    ),
  // Another holder means other duties: days already rolled up are rolled up again; the others will be anyway.
  grid: (spans, dueAt) =>
    rollupJobs.name(
      sql`select r.grid_id, r.day from ${spans} join day_rollups r on r.grid_id = s.target and r.superseded is null
        and r.day >= s.since::date - 1 and (s.until is null or r.day <= s.until::date + 1)`,
      dueAt,
    ),
};

/** Names what rests on assignments that are others now, due at `dueAt` (Unix ms). */
export async function nameTouched(
  db: Db,
  kind: Assigned,
  spans: readonly ChangedSpan[],
  dueAt: number,
): Promise<void> {
  if (spans.length === 0) return;
  const table = sql`json_to_recordset(${JSON.stringify(spans)}::json)
    as s (target bigint, since timestamptz, until timestamptz)`;
  await DUE_BY_KIND[kind](table, dueAt).execute(db);
}
