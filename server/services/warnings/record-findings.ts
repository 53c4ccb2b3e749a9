import { sql } from 'kysely';
import { HOUR_MS } from '../../contract/units.ts';
import type { Finding, Warning, WarningState } from '../../contract/warnings/warning.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { publishWarning } from '../../db/warnings/events.ts';
import { gatherKnown, type KnownFacts } from '../../db/warnings/facts.ts';
import { readWarnings } from '../../db/warnings/list.ts';
import {
  fingerprintOf,
  placeOf,
  runDigest,
  strongestFirst,
} from '../../domain/warnings/fingerprint.ts';
import { judgeRuns, type Known } from '../../domain/warnings/judge-runs.ts';
import { isStanding } from '../../domain/warnings/life-cycle.ts';
import { WARNING_POLICY, type WarningPolicy } from '../../domain/warnings/policy.ts';
import { writeChanges } from './changes.ts';

/** One run of the risk job over an area: all it found there, named by the area and the end of the data it has seen. */
export interface RiskRun {
  /** The area watched; findings lie in it. */
  areaId: number;
  /** End of the data the run has seen, Unix ms. The same area and `at` again is the same run made again. */
  at: number;
  /** When the run is put on record, Unix ms. */
  now: number;
  findings: readonly Finding[];
  /** Categories the run looked at (null: all together); every one unless told. Only these can fall or expire by it. */
  categories?: readonly (string | null)[];
}

/**
 * Puts a run on record and brings the warnings of the area up to date with it, in one transaction with their events: the state of
 * warnings is a function of the set of runs, whatever order they come in and however often. Returns the warnings that
 * changed, to be announced; none where the run is on record with the same findings.
 */
export async function recordFindings(
  db: Db,
  run: RiskRun,
  policy: WarningPolicy = WARNING_POLICY,
): Promise<Warning[]> {
  return inTransaction(db, async (trx) => {
    const version = await writeRun(trx, run);
    if (!version) return [];
    const known = withPlaces(
      await gatherKnown(
        trx,
        { ...run, ...version },
        { linkMs: policy.expireAfterH * HOUR_MS, quietMs: policy.quietH * HOUR_MS },
      ),
    );
    const written = await writeChanges(trx, run, known, judgeRuns(known, policy));
    const warnings = await readWarnings(
      trx,
      written.map(({ id }) => id),
    );
    const before = new Map(written.map(({ id, before }) => [id, before]));
    for (const warning of warnings)
      await publishWarning(trx, warning, eventOf(before.get(warning.id) ?? null, warning.state));
    return warnings;
  });
}

/** Names the places of closings as those of findings are named. */
function withPlaces(facts: KnownFacts): Known {
  const closings = facts.closings.map((closing) => ({
    ...closing,
    place: placeOf(closing.cells),
  }));
  const places = closings.map(({ place, cells }) => [place, cells] as const);
  return { ...facts, closings, places: new Map([...facts.places, ...places]) };
}

function eventOf(before: WarningState | null, after: WarningState) {
  if (before === null || (before === 'expired' && isStanding(after))) return 'warning.raised';
  return isStanding(before) && !isStanding(after) ? 'warning.closed' : 'warning.changed';
}

/** Adds a version of a run; null where the latest one says the same. `settled`: it follows all others of the area. */
async function writeRun(
  db: Db,
  { areaId, at, now, findings, categories }: RiskRun,
): Promise<{ version: number; settled: boolean } | null> {
  // The lock is taken first: what follows sees every run before its own.
  await sql`select from warning_clock for update`.execute(db);
  const ordered = strongestFirst(findings);
  const digest = runDigest(ordered, categories ?? null);
  const { rows } = await sql<{ version: number; digest: string }>`
    select version, digest from warning_runs where area_id = ${areaId} and at = ${iso(at)}
    order by version desc limit 1`.execute(db);
  const before = rows[0];
  if (before?.digest === digest) return null;
  const version = (before?.version ?? 0) + 1;
  const later = await sql`
    select from warning_runs where area_id = ${areaId} and at > ${iso(at)} limit 1`.execute(db);
  await sql`
    insert into warning_runs (area_id, at, version, recorded_at, digest, categories)
    values (${areaId}, ${iso(at)}, ${version}, ${iso(now)}, ${digest},
      ${categories ? JSON.stringify(categories) : null}::jsonb)`.execute(db);
  await sql`
    update warning_findings set superseded = ${version}
    where area_id = ${areaId} and at = ${iso(at)} and superseded is null`.execute(db);
  await sql`
    insert into warning_findings (area_id, at, version, n, category, level, place, said, finding)
    select ${areaId}::bigint, ${iso(at)}::timestamptz, ${version}::int, f.n, f.category, f.level, f.place, f.said,
      f.finding::jsonb
    from unnest(${ordered.map((_, n) => n)}::int[], ${ordered.map((f) => f.category)}::text[],
      ${ordered.map((f) => f.level)}::text[], ${ordered.map((f) => placeOf(f.cells))}::text[],
      ${ordered.map(fingerprintOf)}::text[], ${ordered.map((f) => JSON.stringify(f))}::text[]
    ) as f (n, category, level, place, said, finding)`.execute(db);
  return { version, settled: !before && later.rows.length === 0 };
}
