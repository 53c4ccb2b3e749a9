import { type RawBuilder, sql } from 'kysely';
import { ARRIVAL_M } from '../../contract/cases/case.ts';
import { SESSION_MAX_MS } from '../../contract/fixes/fix.ts';
import type { Call } from '../../domain/cases/arrival.ts';
import { askAllFixes } from '../fixes/cold/all-fixes.ts';
import { TAKEN_AT } from '../fixes/taken-at.ts';
import { asJson } from '../people/provision.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { prepared } from '../store/prepared.ts';

export type CaseCall = Call & { caseId: number };

/**
 * When each officer was first seen at the place of a case after the call, by the fixes of whatever they carried that are not packed; Unix ms by
 * case, none of who was not.
 */
export const seenAtPlaces = (
  db: Db,
  calls: readonly CaseCall[],
): Promise<ReadonlyMap<number, number>> => seenAmong(db, calls, sql`fixes`);

/** The same of one case, by packed fixes too; null: not seen. */
export async function seenAtPlace(db: Db, call: CaseCall): Promise<number | null> {
  const { caseId, officerId, sentMs, untilMs } = call;
  const handhelds = sql`select handheld_id from handheld_assignments where officer_id = ${officerId}`;
  const seen = await askAllFixes(db, { handhelds, fromMs: sentMs, toMs: untilMs }, (from, fixes) =>
    seenAmong(from, [call], fixes),
  );
  return seen.get(caseId) ?? null;
}

async function seenAmong(
  db: Db,
  calls: readonly CaseCall[],
  fixes: RawBuilder<unknown>,
): Promise<ReadonlyMap<number, number>> {
  if (calls.length === 0) return new Map();
  const asked = calls.map(({ caseId, officerId, sentMs, untilMs }) => ({
    ...{ caseId, officerId, since: iso(sentMs), until: iso(untilMs) },
    // Sessions in which a fix of the span may lie.
    ...{ first: iso(sentMs - SESSION_MAX_MS), last: iso(untilMs + SESSION_MAX_MS) },
  }));
  // Grouped by the handheld, though it is one: so a store that is spread by handheld takes it.
  const { rows } = await sql<{ caseId: number; at: number }>`
    select q."caseId", (extract(epoch from min(s.at)) * 1000)::float8 as at
    from json_to_recordset(${asJson(asked)}) as q ("caseId" int8, "officerId" int8, since timestamptz, until timestamptz,
      first timestamptz, last timestamptz)
    join cases c on c.id = q."caseId"
    join handheld_assignments a on a.officer_id = q."officerId" and a.valid_from < q.until
      and (a.valid_to is null or a.valid_to > q.since)
    cross join lateral (
      select min(f.at) as at
      from (select f.handheld_id, f.session, f.marks, f.position, ${TAKEN_AT} as at from ${fixes} f) f
      where f.handheld_id = a.handheld_id and f.session between q.first and q.last
        and f.at >= greatest(a.valid_from, q.since) and f.at < least(coalesce(a.valid_to, 'infinity'), q.until) and f.marks = 0
        and f.position && ST_Expand(c.position, ${ARRIVAL_M / 50_000}::float8)
        and ST_DWithin(f.position::geography, c.position::geography, ${ARRIVAL_M})
      group by f.handheld_id) s
    group by q."caseId"`.execute(db);
  return new Map(rows.map(({ at, caseId }) => [caseId, at]));
}

/** Has the cases of an officer recorded anew whose arrival may show in a stretch of the officer's track, Unix ms. */
export async function lookForArrivals(
  db: Db,
  { officerId, fromMs, toMs }: { officerId: number; fromMs: number; toMs: number },
): Promise<void> {
  // In the order of ids, as steps lock cases: neither waits for the other in a circle.
  await prepared(
    db,
    sql`
    update cases c set recorded_version = 0
    from (
      select id from cases
      where officer_id = ${officerId} and opened_at < ${iso(toMs)} and coalesce(ended_at, 'infinity') > ${iso(fromMs)}
      order by id for update
    ) o
    where c.id = o.id`,
  );
}
