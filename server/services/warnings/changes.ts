import { sql } from 'kysely';
import type { Finding, WarningState } from '../../contract/warnings/warning.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import type { HeadFigures } from '../../db/warnings/list.ts';
import { cornersOf } from '../../domain/geo/h3.ts';
import type { Change, Head } from '../../domain/warnings/judge-runs.ts';
import { nextState } from '../../domain/warnings/life-cycle.ts';
import type { Sighting } from '../../domain/warnings/sighting.ts';
import { addStep } from './steps.ts';

interface Run {
  areaId: number;
  at: number;
  now: number;
}

/** A warning that has a new edition, and the state it had; null: it is new. */
export interface Written {
  id: number;
  before: WarningState | null;
}

/** Puts what a run changes on record. */
export async function writeChanges(
  db: Db,
  run: Run,
  known: { sightings: readonly Sighting[]; heads: readonly Head[] },
  changes: readonly Change[],
): Promise<Written[]> {
  const states = new Map(known.heads.map(({ id, state }) => [id, state]));
  const findings = await readEvidence(
    db,
    run.areaId,
    changes.filter(({ reason }) => reason),
  );
  const ids: number[] = [];
  const written: Written[] = [];
  for (const [k, change] of changes.entries()) {
    const before = states.get(change.id ?? 0) ?? null;
    const told = change.evidence?.map((sighting) => findings.get(nameOf(sighting))!) ?? null;
    ids[k] = change.id ?? (await insertWarning(db, run, change, told!));
    if (change.id !== null && change.reason)
      await updateWarning(db, run, { ...change, id: change.id }, told, ids);
    if (change.reason) await addVersion(db, run, ids[k], change, told);
    let state: WarningState = before ?? 'raised';
    for (const step of change.steps) {
      const to = nextState(state, step)!;
      await addStep(
        db,
        ids[k],
        { step, by: null, at: run.now, comment: null, verdict: null },
        { from: state, to },
      );
      state = to;
    }
    if (change.reason || change.steps.length > 0) written.push({ id: ids[k], before });
  }
  await noteFound(db, changes, ids);
  await countTo(db, run.areaId, known.sightings, changes, ids);
  return written;
}

const nameOf = ({ at, n }: Pick<Sighting, 'at' | 'n'>) => `${at} ${n}`;

/** The findings behind changes, by moment and place in their run. */
async function readEvidence(
  db: Db,
  areaId: number,
  changes: readonly Change[],
): Promise<ReadonlyMap<string, Finding>> {
  const evidence = changes.flatMap(({ evidence }) => evidence ?? []);
  if (evidence.length === 0) return new Map();
  const { rows } = await sql<{ at: number; n: number; finding: Finding }>`
    select round(date_part('epoch', f.at) * 1000) as at, f.n, f.finding
    from unnest(${evidence.map(({ at }) => iso(at))}::timestamptz[], ${evidence.map(({ n }) => n)}::int[]) as e (at, n)
    join warning_findings f on f.area_id = ${areaId} and f.at = e.at and f.n = e.n and f.superseded is null`.execute(
    db,
  );
  return new Map(rows.map((row) => [nameOf(row), row.finding]));
}

const headOf = ({ from, to, centre, method, observed, expected, p, recurrenceDays }: Finding) =>
  JSON.stringify({
    from,
    to,
    centre,
    method,
    observed,
    expected,
    p,
    recurrenceDays,
  } satisfies HeadFigures);

const cellsOf = (findings: readonly Finding[]) => [
  ...new Set(findings.flatMap(({ cells }) => cells)),
];

/** Grids any of the cells touch at a moment, Unix ms: an array of their ids. */
export const gridsOf = (cells: readonly string[], at: number) => {
  const outlines = cells.map((cell) => {
    const ring = cornersOf(cell).map(({ lng, lat }) => `${lng} ${lat}`);
    return `POLYGON((${[...ring, ring[0]].join(',')}))`;
  });
  return sql`array(
    select distinct a.area_id from unnest(${outlines}::text[]) as c (outline)
    join areas_at(${iso(at)}::timestamptz) a on a.level = 'grid'
      and ST_Intersects(a.geom, ST_GeomFromText(c.outline, 4326))
    order by 1)`;
};

async function insertWarning(
  db: Db,
  { areaId, at, now }: Run,
  change: Change,
  findings: readonly Finding[],
): Promise<number> {
  const [strongest] = findings as [Finding];
  const cells = cellsOf(findings);
  const { rows } = await sql<{ id: number }>`
    insert into warnings (watched_id, area_id, grid_ids, category, level, peak, state, edition, version, raised_at,
      changed_at, found_from, found_to, cells, said, head, follows)
    values (${areaId}, ${strongest.areaId}, ${gridsOf(cells, at)}, ${strongest.category}, ${change.level},
      ${change.peak}, 'raised', 0, 0, ${iso(now)}, ${iso(now)}, ${iso(change.foundFrom)}, ${iso(change.foundTo)},
      ${cells}::text[], ${change.fingerprint}, ${headOf(strongest)}::jsonb, ${change.follows})
    returning id`.execute(db);
  return rows[0]!.id;
}

async function updateWarning(
  db: Db,
  { at, now }: Run,
  change: Change & { id: number },
  findings: readonly Finding[] | null,
  ids: readonly number[],
): Promise<void> {
  const strongest = findings?.[0];
  const cells = cellsOf(findings ?? []);
  // Without findings left it counts nothing now; what it counted stays in its versions.
  const restsOnNothing = findings?.length === 0;
  await sql`
    update warnings set level = ${change.level}, supported = ${change.supported}, said = ${change.fingerprint},
      changed_at = ${iso(now)}, merged_into = ${change.mergedInto === null ? null : ids[change.mergedInto]!}
      ${
        strongest
          ? sql`, area_id = ${strongest.areaId}, cells = ${cells}::text[], head = ${headOf(strongest)}::jsonb,
              grid_ids = case when cells = ${cells}::text[] then grid_ids else ${gridsOf(cells, at)} end`
          : sql``
      }
      ${restsOnNothing ? sql`, head = jsonb_set(head, '{observed}', '0')` : sql``}
    where id = ${change.id}`.execute(db);
}

async function addVersion(
  db: Db,
  { at, now }: Run,
  id: number,
  { reason, level, supported }: Change,
  findings: readonly Finding[] | null,
): Promise<void> {
  const said = findings
    ? sql`${JSON.stringify(findings)}::jsonb`
    : sql`(select v.findings from warning_versions v where v.warning_id = ${id} order by v.version desc limit 1)`;
  await sql`
    with changed as (
      update warnings set edition = edition + 1, version = version + 1 where id = ${id} returning edition, version
    )
    insert into warning_versions (warning_id, version, edition, recorded_at, run_at, reason, level, supported, findings)
    select ${id}::bigint, version, edition, ${iso(now)}, ${iso(at)}, ${reason}, ${level}, ${supported}::boolean, ${said}
    from changed`.execute(db);
}

/** Notes which runs found warnings first and last: no version of them, since it changes with every run. */
async function noteFound(
  db: Db,
  changes: readonly Change[],
  ids: readonly number[],
): Promise<void> {
  const found = changes.map((change, k) => ({ ...change, id: ids[k]! }));
  await sql`
    update warnings w set found_from = f.found_from, found_to = f.found_to, peak = f.peak
    from unnest(${found.map(({ id }) => id)}::bigint[], ${found.map((f) => iso(f.foundFrom))}::timestamptz[],
      ${found.map((f) => iso(f.foundTo))}::timestamptz[], ${found.map(({ peak }) => peak)}::text[]
    ) as f (id, found_from, found_to, peak)
    where w.id = f.id and (w.found_from, w.found_to, w.peak) <> (f.found_from, f.found_to, f.peak)`.execute(
    db,
  );
}

/** Counts sightings to the warnings they are of, and those kept quiet to none. */
async function countTo(
  db: Db,
  areaId: number,
  sightings: readonly Sighting[],
  changes: readonly Change[],
  ids: readonly number[],
): Promise<void> {
  const owners = new Map(
    changes.flatMap(({ members }, k) =>
      members.map((member) => [nameOf(member), ids[k]!] as const),
    ),
  );
  const ownerOf = (sighting: Sighting) => owners.get(nameOf(sighting)) ?? null;
  const moved = sightings.filter((sighting) => sighting.owner !== ownerOf(sighting));
  if (moved.length === 0) return;
  await sql`
    update warning_findings f set warning_id = m.owner
    from unnest(${moved.map(({ at }) => iso(at))}::timestamptz[], ${moved.map(({ n }) => n)}::int[],
      ${moved.map(ownerOf)}::bigint[]) as m (at, n, owner)
    where f.area_id = ${areaId} and f.at = m.at and f.n = m.n and f.superseded is null`.execute(db);
}
