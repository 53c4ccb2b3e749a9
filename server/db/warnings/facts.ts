import { sql } from 'kysely';
import type { Head, Known } from '../../domain/warnings/judge-runs.ts';
import type { Closing } from '../../domain/warnings/quiet.ts';
import type { Sighting } from '../../domain/warnings/sighting.ts';
import { iso, unixMs } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** A warning a person closed, and the cells it had then. */
export interface CellsClosed extends Omit<Closing, 'place'> {
  cells: string[];
}

/** What is known, before the places of closings have their names. */
export interface KnownFacts extends Omit<Known, 'closings'> {
  closings: CellsClosed[];
}

/**
 * Gathers what a run just written can touch: warnings with sightings within `linkMs` of it, those that stand, and all their sightings; of late ones only where the
 * run follows all others (`settled`). Locks the warnings.
 */
export async function gatherKnown(
  db: Db,
  run: { areaId: number; at: number; version: number; settled: boolean },
  { linkMs, quietMs }: { linkMs: number; quietMs: number },
): Promise<KnownFacts> {
  const [since, until] = [iso(run.at - linkMs), iso(run.at + linkMs)];
  const { rows: heads } = await sql<Head>`
    select id, category, state, level, peak, supported, said as fingerprint, ${unixMs('found_from')} as "foundFrom", ${unixMs('found_to')} as "foundTo",
      ${unixMs('ended_at')} as "endedAt", merged_into as "mergedInto"
    from warnings
    where watched_id = ${run.areaId} and state in ('raised', 'acknowledged', 'in-hand') or id in (
      select warning_id from warning_findings
      where area_id = ${run.areaId} and at between ${since} and ${until}
        and (superseded is null or at = ${iso(run.at)}))
    order by id for update`.execute(db);
  const before = sql`at = ${iso(run.at)} and superseded is not null and warning_id is not null`;
  const ofThese = sql`area_id = ${run.areaId} and (${before} or superseded is null and (
    warning_id = any(${heads.map(({ id }) => id)}::bigint[]) ${run.settled ? sql`and at >= ${since}` : sql``}
    or warning_id is null and at between ${since} and ${until}))`;
  const { rows } = await sql<Sighting & { inForce: boolean }>`
    select ${unixMs('at')} as at, n, category, level, place, said as fingerprint, warning_id as owner, superseded is null as "inForce"
    from warning_findings where ${ofThese} order by version desc, n`.execute(db);
  const sightings = rows.filter(({ inForce }) => inForce);
  const { rows: places } = await sql<{ place: string; cells: string[] }>`
    select distinct on (place) place, finding -> 'cells' as cells from warning_findings where ${ofThese}`.execute(
    db,
  );
  const earliest = Math.min(run.at, ...sightings.map(({ at }) => at));
  const asOf = await latestLooks(db, run.areaId, [
    ...new Set([...sightings, ...heads].map(({ category }) => category)),
  ]);
  return {
    sightings,
    superseded: rows.filter(({ inForce }) => !inForce),
    places: new Map(places.map(({ place, cells }) => [place, cells])),
    closings: await closingsOf(db, run.areaId, earliest - Math.max(linkMs, quietMs)),
    heads,
    asOf: (category) => asOf.get(category) ?? run.at,
    settled: run.settled,
  };
}

/** Warnings persons closed since a moment. */
async function closingsOf(db: Db, areaId: number, sinceMs: number): Promise<CellsClosed[]> {
  const { rows } = await sql<CellsClosed>`
    select id, category, level, ${unixMs('ended_at')} as at, cells from warnings
    where watched_id = ${areaId} and state = 'closed' and ended_at >= ${iso(sinceMs)}`.execute(db);
  return rows;
}

/** The latest run that looked at each category, Unix ms. */
async function latestLooks(
  db: Db,
  areaId: number,
  categories: readonly (string | null)[],
): Promise<ReadonlyMap<string | null, number>> {
  const { rows } = await sql<{ looked: string; at: number }>`
    select c.looked::text, (select ${unixMs('max(r.at)')} from warning_runs r
      where r.area_id = ${areaId} and (r.categories is null or r.categories @> c.looked)) as at
    from jsonb_array_elements(${JSON.stringify(categories)}::jsonb) as c (looked)`.execute(db);
  return new Map(rows.map(({ looked, at }) => [JSON.parse(looked) as string | null, at]));
}
