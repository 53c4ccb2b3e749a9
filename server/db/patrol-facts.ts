import { sql } from 'kysely';
import type { MultiPolygon } from '../contract/geo.ts';
import type { NormRules } from '../contract/norm.ts';
import type { Fix } from '../domain/fix.ts';
import { iso } from './moments.ts';
import type { Db } from './open.ts';
import { readFixes, readTrack, type Stretch, stretchesNear } from './read-fixes.ts';

/** Earlier patrols of the same grid a track is compared with, and others under way at the same time nearby. */
const HISTORY_PATROLS = 6;
const DAY_MS = 86_400_000;
const HISTORY_MS = 14 * DAY_MS;
const OTHER_PATROLS = 12;
/** A track with less than this share of its fixes about where the patrol's own are was not carried along with it. */
const NEAR_SHARE = 0.2;
/** Room left about the patrol's own fixes, degrees: some 40 m. */
const NEAR_MARGIN_DEG = 0.0004;

/** A patrol with the grid and the norm that held when it started. */
export interface PatrolFrame {
  patrol: { officerId: number; id: number; startMs: number; endMs: number | null };
  grid: {
    id: number;
    version: number;
    name: string;
    parentId: number | null;
    timeZone: string;
    polygon: MultiPolygon;
  };
  norm: { id: number; version: number; rules: NormRules } | null;
}

/** Everything a verdict over one ended patrol rests on. */
export interface PatrolFacts extends PatrolFrame {
  patrol: PatrolFrame['patrol'] & { endMs: number };
  fixes: Fix[];
  /** Tracks of earlier patrols of the same grid, latest first. */
  history: Fix[][];
  /** Tracks of other officers nearby at the same time. */
  others: Fix[][];
}

interface Head {
  officer_id: number;
  id: number;
  start_ms: number;
  end_ms: number | null;
  grid_id: number;
  grid_version: number;
  grid_name: string;
  parent_id: number | null;
  time_zone: string;
  polygon: MultiPolygon;
  norm_id: number | null;
  norm_version: number;
  rules: NormRules;
}

/** A patrol's frame as of its start; undefined where it is unknown. */
export async function gatherPatrolFrame(
  db: Db,
  officerId: number,
  patrolId: number,
): Promise<PatrolFrame | undefined> {
  const { rows } = await sql<Head>`
    select p.officer_id, p.id, (extract(epoch from p.start_time) * 1000)::float8 as start_ms,
      (extract(epoch from p.end_time) * 1000)::float8 as end_ms, p.grid_id, g.version as grid_version,
      g.name as grid_name, g.parent_id, g.time_zone, ST_AsGeoJSON(g.geom, 9)::json as polygon,
      n.norm_id, n.version as norm_version, n.rules
    from patrols p
    join officers o on o.id = p.officer_id
    join areas_at(p.start_time) g on g.area_id = p.grid_id
    left join lateral norm_for(p.grid_id, o.category, p.start_time) n on true
    where p.officer_id = ${officerId} and p.id = ${patrolId}`.execute(db);
  const head = rows[0];
  return (
    head && {
      patrol: { officerId, id: patrolId, startMs: head.start_ms, endMs: head.end_ms },
      grid: {
        id: head.grid_id,
        version: head.grid_version,
        name: head.grid_name,
        parentId: head.parent_id,
        timeZone: head.time_zone,
        polygon: head.polygon,
      },
      norm:
        head.norm_id === null
          ? null
          : { id: head.norm_id, version: head.norm_version, rules: head.rules },
    }
  );
}

/** Gathers the facts of an ended patrol; undefined where it is unknown or has not ended. */
export async function gatherPatrolFacts(
  db: Db,
  officerId: number,
  patrolId: number,
): Promise<PatrolFacts | undefined> {
  const frame = await gatherPatrolFrame(db, officerId, patrolId);
  if (!frame || frame.patrol.endMs === null) return undefined;
  const { grid } = frame;
  const { startMs, endMs } = frame.patrol;
  const [own, history, others] = await Promise.all([
    stretchesOf(db, sql`p.officer_id = ${officerId} and p.id = ${patrolId}`, 1),
    stretchesOf(
      db,
      sql`p.grid_id = ${grid.id} and p.end_time <= ${iso(startMs)}
        and p.start_time > ${iso(startMs - HISTORY_MS)}`,
      HISTORY_PATROLS,
    ),
    // Those still under way too: whose end comes a moment later must not be missed.
    stretchesOf(
      db,
      sql`p.officer_id <> ${officerId} and p.start_time < ${iso(endMs)} and p.start_time > ${iso(startMs - DAY_MS)}
        and (p.end_time is null or p.end_time > ${iso(startMs)})
        and p.grid_id in (select area_id from areas_at(${iso(startMs)}) where parent_id = ${grid.parentId})`,
      OTHER_PATROLS,
      { fromMs: startMs, toMs: endMs },
    ),
  ]);
  const fixes = await readFixes(db, own[0] ?? []);
  const near = new Set(await stretchesNear(db, others.flat(), boxAround(fixes), NEAR_SHARE));
  const company = others.map((group) => group.filter((stretch) => near.has(stretch)));
  const tracks = (groups: Stretch[][]) => Promise.all(groups.map((group) => readTrack(db, group)));
  const [historyTracks, otherTracks] = await Promise.all([
    tracks(history),
    tracks(company.filter((group) => group.length > 0)),
  ]);
  return {
    ...frame,
    patrol: { ...frame.patrol, endMs },
    fixes,
    history: historyTracks,
    others: otherTracks,
  };
}

/** The box most of the fixes lie in; a few far outliers do not widen it. */
function boxAround(fixes: readonly Fix[]) {
  const span = (values: number[]): [number, number] => {
    const sorted = Float64Array.from(values).sort();
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
    return [at(0.01) - NEAR_MARGIN_DEG, at(0.99) + NEAR_MARGIN_DEG];
  };
  const [west, east] = span(fixes.map(({ lng }) => lng));
  const [south, north] = span(fixes.map(({ lat }) => lat));
  return { west, south, east, north };
}

/**
 * Which handhelds the officers of the matching patrols carried when, one list a patrol, latest patrols first; cut to a
 * period where one is given.
 */
async function stretchesOf(
  db: Db,
  which: ReturnType<typeof sql>,
  limit: number,
  period?: { fromMs: number; toMs: number },
): Promise<Stretch[][]> {
  const since = period ? iso(period.fromMs) : '-infinity';
  const until = period ? iso(period.toMs) : 'infinity';
  const { rows } = await sql<{
    patrol_id: number;
    handheld_id: number;
    from_ms: number;
    to_ms: number;
  }>`
    with chosen as (
      select p.officer_id, p.id, greatest(p.start_time, ${since}::timestamptz) as start_time,
        least(p.end_time, ${until}::timestamptz) as end_time
      from patrols p
      where ${which}
      order by p.start_time desc, p.id desc limit ${limit}
    )
    select c.id as patrol_id, a.handheld_id,
      (extract(epoch from greatest(c.start_time, a.valid_from)) * 1000)::float8 as from_ms,
      (extract(epoch from least(c.end_time, a.valid_to - interval '1 ms')) * 1000)::float8 as to_ms
    from chosen c
    join handheld_assignments a on a.officer_id = c.officer_id
      and a.valid_from <= c.end_time and (a.valid_to is null or c.start_time < a.valid_to)
    order by c.start_time desc, c.id desc, a.handheld_id, a.valid_from`.execute(db);
  const groups = new Map<number, Stretch[]>();
  for (const row of rows) {
    const group = groups.get(row.patrol_id) ?? [];
    group.push({ handheldId: row.handheld_id, fromMs: row.from_ms, toMs: row.to_ms });
    groups.set(row.patrol_id, group);
  }
  return [...groups.values()];
}
