import { type RawBuilder, sql } from 'kysely';
import { verdictJobs } from '../queue/verdict-jobs.ts';
import type { Db } from '../store/open.ts';
import { type FixFigures, picked } from './figures.ts';
import { LIES_NEW_IN, reachOf } from './lies-in.ts';
import { arrayOf } from './offered.ts';

/** From when to when fixes of each handheld reach, as a query of handheld_id, first, last: read off the fixes, not asked of the store. */
function reachTable(fixes: FixFigures): RawBuilder<unknown> {
  const reach = reachOf(fixes);
  return sql`
    select handheld_id, to_timestamp(from_ms / 1e3) as first, to_timestamp(to_ms / 1e3) as last
    from unnest(${reach.map(({ handheldId }) => handheldId)}::int[], ${reach.map(({ fromMs }) => fromMs)}::float8[],
      ${reach.map(({ toMs }) => toMs)}::float8[]) as r (handheld_id, from_ms, to_ms)`;
}

/** Ended patrols within reach, and the part of them at which their officer had the handheld. */
const WITHIN_REACH = sql`
  select r.handheld_id, p.officer_id, p.id, greatest(p.start_time, a.valid_from) as first,
    least(coalesce(p.guessed_until, p.end_time), a.valid_to - interval '1 ms') as last
  from reach r
  join handheld_assignments a on a.handheld_id = r.handheld_id
    and a.valid_from <= r.last and (a.valid_to is null or r.first < a.valid_to)
  join patrols p on p.officer_id = a.officer_id
    and p.end_time is not null and p.start_time <= r.last and coalesce(p.guessed_until, p.end_time) >= r.first`;

/** Of them those that newly stored fixes lie in, by any time that a judge reads them by. */
const TOUCHED = sql`
  select s.officer_id, s.id from (${WITHIN_REACH}) s
  where exists (
    select from stored f where f.handheld_id = s.handheld_id and ${LIES_NEW_IN})`;

/** Common table expressions that name ended patrols for judgement; one before them is `stored`, what of `fixes` is new. */
export const reopening = (fixes: FixFigures, dueAt: number) => sql`
  reach as (${reachTable(fixes)}), reopened as (${verdictJobs.name(TOUCHED, dueAt)})`;

/** Re-opens the ended patrols that new fixes, all of them stored, lie in. Where none is within reach, as of live fixes, that costs one question. */
export async function reopenTouched(db: Db, fixes: FixFigures, dueAt: number): Promise<void> {
  const { rows: found } = await sql<{ id: number }>`
    with reach as (${reachTable(fixes)}) select distinct handheld_id as id from (${WITHIN_REACH}) s`.execute(
    db,
  );
  if (found.length === 0) return;
  const ids = new Set(found.map(({ id }) => Number(id)));
  const places = Array.from(fixes.handheldId, (_, i) => i);
  const near = picked(
    fixes,
    places.filter((i) => ids.has(fixes.handheldId[i]!)),
  );
  await sql`
    with stored as (
      select handheld_id, to_timestamp(device_ms / 1e3) as device_time, to_timestamp(receive_ms / 1e3) as receive_time,
        to_timestamp(sent_ms / 1e3) as sent_time
      from unnest(${arrayOf(near.handheldId)}::int[], ${arrayOf(near.t)}::float8[], ${arrayOf(near.receivedMs)}::float8[],
        ${arrayOf(near.sentMs)}::float8[]) as o (handheld_id, device_ms, receive_ms, sent_ms)
    ), ${reopening(near, dueAt)}
    select`.execute(db);
}
