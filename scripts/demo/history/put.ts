import { sql } from 'kysely';
import type { Origin } from '../../../server/contract/handhelds/binding.ts';
import type { Signatures } from '../../../server/contract/patrols/signatures.ts';
import type { Verdict } from '../../../server/contract/patrols/verdict.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import { putChunks } from '../../../server/db/fixes/cold/chunks.ts';
import { iso } from '../../../server/db/store/moments.ts';
import type { Db } from '../../../server/db/store/open.ts';
import type { FixColumns } from './moved.ts';

/** Fixes of handhelds, packed day by day of their sessions, as they will be after `COLD_AFTER_DAYS`: a tenth of the room, and sooner stored. */
export const putByDay = (trx: Db, handhelds: readonly FixColumns[]): Promise<void> =>
  putChunks(
    trx,
    handhelds.flatMap((fixes) => [...daysOf(fixes)]),
  );

function* daysOf(fixes: FixColumns) {
  const { session } = fixes;
  const dayAt = (i: number) => Math.floor(session[i]! / DAY_MS);
  for (let from = 0, to = 0; from < session.length; from = to) {
    while (to < session.length && dayAt(to) === dayAt(from)) to++;
    const columns = Object.entries(fixes).map(([name, values]) => [
      name,
      values.subarray(from, to),
    ]);
    const handheldId = fixes.handheldId[0]!;
    yield { handheldId, day: dayAt(from), fixes: Object.fromEntries(columns) as FixColumns };
  }
}

/** Patrols as declared, each begun and ended by a press; returns their ids in the same order. */
export async function putPatrols(
  trx: Db,
  patrols: readonly { officerId: number; gridId: number; startMs: number; endMs: number }[],
): Promise<number[]> {
  const offered = sql`
    select * from unnest(${patrols.map((p) => p.officerId)}::bigint[], ${patrols.map((p) => p.gridId)}::bigint[],
      ${patrols.map((p) => iso(p.startMs))}::timestamptz[], ${patrols.map((p) => iso(p.endMs))}::timestamptz[])
      as p (officer_id, grid_id, start_time, end_time)`;
  await sql`
    insert into patrol_presses (officer_id, kind, device_time, at, grid_id)
    select officer_id, 'start', start_time, start_time, grid_id from (${offered}) p
    union all select officer_id, 'end', end_time, end_time, null from (${offered}) p`.execute(trx);
  const { rows } = await sql<{ officerId: number; id: number; startMs: number }>`
    insert into patrols (officer_id, grid_id, origin, start_time, end_time)
    select officer_id, grid_id, 'declared', start_time, end_time from (${offered}) p
    returning officer_id as "officerId", id, (extract(epoch from start_time) * 1000)::float8 as "startMs"`.execute(
    trx,
  );
  const ids = new Map(rows.map(({ id, officerId, startMs }) => [`${officerId}/${startMs}`, id]));
  return patrols.map(({ officerId, startMs }) => ids.get(`${officerId}/${startMs}`)!);
}

/** First verdicts of many patrols with what `recordVerdict` keeps beside each; their days are named for no roll-up. */
export async function putVerdicts(
  trx: Db,
  entries: readonly {
    officerId: number;
    patrolId: number;
    normId: number;
    decidedAt: number;
    verdict: Verdict;
    origins: readonly Origin[];
    signatures: Signatures;
    own: { track: Uint8Array; places: readonly number[] };
  }[],
): Promise<void> {
  const rows = entries.map(({ own, ...entry }) => ({
    ...entry,
    decidedAt: iso(entry.decidedAt),
    weak: entry.verdict.signals.flatMap(({ code, strength }) => (strength === 'weak' ? code : [])),
    track: Buffer.from(own.track).toString('hex'),
    places: own.places,
  }));
  await sql`
    with offered as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as r ("officerId" bigint, "patrolId" bigint,
        "normId" bigint, "decidedAt" timestamptz, verdict jsonb, origins jsonb, signatures jsonb, weak text[], track text,
        places bigint[])
    ), tracks as (
      insert into patrol_tracks (officer_id, patrol_id, track, places)
      select "officerId", "patrolId", decode(track, 'hex'), places from offered
    )
    insert into verdicts (officer_id, patrol_id, version, decided_at, outcome, effective_min, coverage, fix_set,
      grid_version, norm_id, norm_version, rule_set, body, origins, signatures, weak)
    select "officerId", "patrolId", 1, "decidedAt", verdict ->> 'outcome',
      (verdict #>> '{measures,effectiveMin,best}')::float8, (verdict #>> '{measures,coverage,best}')::float8,
      verdict #>> '{basis,fixSet}', (verdict #>> '{basis,gridVersion}')::int, "normId",
      (verdict #>> '{basis,normVersion}')::int, verdict #>> '{basis,ruleSet}', verdict, origins, signatures, weak
    from offered`.execute(trx);
}
