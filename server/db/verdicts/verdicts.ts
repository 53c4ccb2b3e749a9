import { sql } from 'kysely';
import type { VerdictRecord } from '../../contract/patrols/patrol.ts';
import type { Signatures } from '../../contract/patrols/signatures.ts';
import type { Verdict } from '../../contract/patrols/verdict.ts';
import type { SessionOf } from '../../domain/entrance/sessions-of.ts';
import { originsOf } from '../handhelds/origins.ts';
import { rollupJobs } from '../queue/rollup-jobs.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { prepared } from '../store/prepared.ts';
import { tellVerdicts } from '../webhooks/frequent.ts';

/**
 * Puts a verdict on record as the next version. Where the latest one already rests on the same fix set, grid, norm
 * and rule set and says the same, no version is added. In the same commit it keeps the packed track the verdict was made from with its
 * places, if given, and
 * names the days that count the patrol for a new roll-up. Returns whether a version was added.
 */
export async function recordVerdict(
  db: Db,
  entry: {
    officerId: number;
    patrolId: number;
    normId: number;
    decidedAt: number;
    verdict: Verdict;
    /** Of its fixes: by which wires they came is put on record with it. */
    sessions?: readonly SessionOf[];
    /** What signatures say of its fixes; it changes no verdict and makes no version. */
    signatures?: Signatures;
    own?: { track: Uint8Array; places: readonly number[] };
  },
): Promise<boolean> {
  const { verdict } = entry;
  const body = JSON.stringify(verdict);
  const weak = verdict.signals
    .filter(({ strength }) => strength === 'weak')
    .map(({ code }) => code);
  const days = sql`
    select d.grid_id, d.day from written w cross join lateral rollup_days_of(w.officer_id, w.patrol_id) d`;
  const { rows } = await prepared(
    db,
    sql<{ version: number }>`
    with given as materialized (select ${body}::jsonb as body), kept as (
      insert into patrol_tracks as t (officer_id, patrol_id, track, places)
      select ${entry.officerId}, ${entry.patrolId}, k.track, k.places
      from (values (${entry.own?.track ?? null}::bytea, ${entry.own?.places ?? null}::bigint[])) as k (track, places)
      where k.track is not null
      on conflict (officer_id, patrol_id) do update set track = excluded.track, places = excluded.places
      where t.track <> excluded.track or t.places is distinct from excluded.places
    ), latest as (
      select version, body from verdicts
      where officer_id = ${entry.officerId} and patrol_id = ${entry.patrolId}
      order by version desc limit 1
    ), written as (
      insert into verdicts (officer_id, patrol_id, version, decided_at, outcome, effective_min, coverage, fix_set,
        grid_version, norm_id, norm_version, rule_set, body, origins, signatures, weak)
      select ${entry.officerId}, ${entry.patrolId}, coalesce((select version from latest), 0) + 1,
        ${iso(entry.decidedAt)}, ${verdict.outcome}, ${verdict.measures.effectiveMin.best}::float8,
        ${verdict.measures.coverage.best}::float8, ${verdict.basis.fixSet}, ${verdict.basis.gridVersion},
        ${entry.normId}, ${verdict.basis.normVersion}, ${verdict.basis.ruleSet}, given.body,
        (select coalesce(jsonb_agg(o), '[]') from (${originsOf(entry.sessions ?? [])}) o), ${entry.signatures ? JSON.stringify(entry.signatures) : null}::jsonb, ${weak}::text[]
      from given where not exists (select from latest where latest.body = given.body)
      on conflict do nothing
      returning officer_id, patrol_id, version, decided_at, outcome, effective_min, coverage
    ), named as (${rollupJobs.name(days, entry.decidedAt)}), ${tellVerdicts}
    select version from written`,
  );
  return rows.length > 0;
}

/** All verdicts over a patrol, latest first. */
export async function readVerdicts(
  db: Db,
  officerId: number,
  patrolId: number,
): Promise<Omit<VerdictRecord, 'rarity'>[]> {
  const rows = await db
    .selectFrom('verdicts')
    .select(['version', 'decided_at', 'body', 'origins', 'signatures'])
    .where('officer_id', '=', officerId)
    .where('patrol_id', '=', patrolId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    version: row.version,
    decidedAt: row.decided_at.toISOString(),
    verdict: row.body,
    origins: row.origins,
    signatures: row.signatures,
  }));
}
