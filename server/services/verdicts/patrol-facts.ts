import { sql } from 'kysely';
import type { MultiPolygon } from '../../contract/areas/geo.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import { readFixColumns } from '../../db/fixes/read-fixes.ts';
import type { FixColumns } from '../../db/fixes/stored-fix.ts';
import type { Db } from '../../db/store/open.ts';
import { gatherCompany } from './comparison-tracks.ts';
import type { WaitingTracks } from './waiting-tracks.ts';

/** A patrol with the grid and the norm that held when it started. */
export interface PatrolFrame {
  patrol: {
    officerId: number;
    id: number;
    startMs: number;
    endMs: number | null;
    /** Where nobody said when it ended: it is no later than this. */
    guessedUntilMs: number | null;
    declared: boolean;
    /** The grid it was begun in, where another was walked. */
    declaredGridId: number | null;
  };
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
  fixes: FixColumns;
  /** Packed tracks of earlier patrols of the same grid, latest first. */
  history: Uint8Array[];
  /** Packed tracks of other officers nearby at the same time. */
  others: Uint8Array[];
  /** Packed tracks of officers sent out together with this one. */
  partners: Uint8Array[];
}

interface Head {
  officer_id: number;
  id: number;
  start_ms: number;
  end_ms: number | null;
  guessed_until_ms: number | null;
  origin: 'declared' | 'recognised';
  declared_grid_id: number | null;
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

/** A patrol's frame as of its start, in its own grid unless another is told; undefined where it is unknown. */
export async function gatherPatrolFrame(
  db: Db,
  officerId: number,
  patrolId: number,
  gridId: number | null = null,
): Promise<PatrolFrame | undefined> {
  const { rows } = await sql<Head>`
    /* prepared */ select p.officer_id, p.id, (extract(epoch from p.start_time) * 1000)::float8 as start_ms,
      (extract(epoch from p.end_time) * 1000)::float8 as end_ms, (extract(epoch from p.guessed_until) * 1000)::float8 as guessed_until_ms, p.origin,
      p.declared_grid_id, g.area_id as grid_id, g.version as grid_version,
      g.name as grid_name, g.parent_id, g.time_zone, ST_AsGeoJSON(g.geom, 9)::json as polygon,
      n.norm_id, n.version as norm_version, n.rules
    from patrols p
    join officers o on o.id = p.officer_id
    join areas_at(p.start_time) g on g.area_id = coalesce(${gridId}::bigint, p.grid_id)
    left join lateral norm_for(g.area_id, o.category, p.start_time) n on true
    where p.officer_id = ${officerId} and p.id = ${patrolId}`.execute(db);
  const head = rows[0];
  return (
    head && {
      patrol: {
        officerId,
        id: patrolId,
        startMs: head.start_ms,
        endMs: head.end_ms,
        guessedUntilMs: head.guessed_until_ms,
        declared: head.origin === 'declared',
        declaredGridId: head.declared_grid_id,
      },
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
  waiting?: WaitingTracks,
  gridId: number | null = null,
): Promise<PatrolFacts | undefined> {
  const frame = await gatherPatrolFrame(db, officerId, patrolId, gridId);
  if (!frame || frame.patrol.endMs === null) return undefined;
  const { endMs } = frame.patrol;
  const { own, known, ...company } = await gatherCompany(db, frame, endMs, waiting);
  const fixes = known === undefined ? await readFixColumns(db, own) : known;
  return { ...frame, patrol: { ...frame.patrol, endMs }, fixes, ...company };
}
