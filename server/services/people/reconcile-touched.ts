import { type RawBuilder, sql } from 'kysely';
import type { Assigned } from '../../contract/people/assignment.ts';
import { DAY_MS } from '../../contract/units.ts';
import { TAKEN_AT } from '../../db/fixes/taken-at.ts';
import { withdrawPatrol } from '../../db/patrols/withdrawn-patrols.ts';
import type { ChangedSpan } from '../../db/people/touched-by-assignments.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { reconcileOfficer } from '../patrols/reconcile-officer.ts';

/** Tracks are looked at again for patrols nobody declared so far back. */
const LOOK_BACK_MS = 31 * DAY_MS;

const within = (column: RawBuilder<unknown>) =>
  sql`${column} >= s.since and (s.until is null or ${column} < s.until)`;

/** Whose presses are others' now, or in another grid: an officer, and between when. */
const TOUCHED: Record<Assigned, (spans: RawBuilder<unknown>) => RawBuilder<unknown>> = {
  handheld: (spans) => sql`
    select s.target as officer, p.at from ${spans} join patrol_presses p on p.handheld_id = s.owner and ${within(sql`p.at`)}`,
  grid: (spans) => sql`
    select s.owner as officer, p.at from ${spans} join handheld_assignments a on a.officer_id = s.owner
    join patrol_presses p on p.handheld_id = a.handheld_id and ${within(sql`p.at`)}
      and a.valid_from <= p.at and (a.valid_to is null or p.at < a.valid_to)`,
};

/** Brings declared and recognised patrols in step with assignments that are others now; due for judgement at `dueAt` (Unix ms), which is now. */
export async function reconcileTouched(
  db: Db,
  kind: Assigned,
  spans: readonly ChangedSpan[],
  dueAt: number,
): Promise<void> {
  if (spans.length === 0) return;
  const table = sql`json_to_recordset(${JSON.stringify(spans)}::json)
    as s (owner bigint, target bigint, since timestamptz, until timestamptz)`;
  const { rows } = await sql<{ officerId: number; fromMs: number; toMs: number }>`
    select officer as "officerId", round(date_part('epoch', min(at)) * 1000) as "fromMs",
      round(date_part('epoch', max(at)) * 1000) as "toMs"
    from (${TOUCHED[kind](table)}) t group by officer order by officer`.execute(db);
  for (const { officerId, ...span } of rows)
    await reconcileOfficer(db, officerId, { ...span, nowMs: dueAt, dueAt });
  if (kind === 'handheld') await recogniseAgain(db, table, dueAt);
}

/** What was recognised in a track that is another's now is taken back, and the days of that track are looked at again for both. */
async function recogniseAgain(db: Db, spans: RawBuilder<unknown>, dueAt: number): Promise<void> {
  const { rows } = await sql<{ officerId: number; id: number }>`
    select distinct p.officer_id as "officerId", p.id from ${spans} join patrols p on p.officer_id = s.target and p.origin = 'recognised'
      and p.end_time >= s.since and (s.until is null or p.start_time < s.until)`.execute(db);
  for (const patrol of rows) await withdrawPatrol(db, patrol, dueAt);
  await sql`
    insert into recognition_jobs (officer_id, day)
    select distinct s.target, (${TAKEN_AT} at time zone 'UTC')::date
    from ${spans} join fixes f on f.handheld_id = s.owner and f.session >= ${iso(dueAt - LOOK_BACK_MS)} and ${within(TAKEN_AT)}
    on conflict do nothing`.execute(db);
}
