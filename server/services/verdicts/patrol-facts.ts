import { sql } from 'kysely';
import type { MultiPolygon } from '../../contract/areas/geo.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import type { FixColumns } from '../../db/fixes/stored-fix.ts';
import type { Db } from '../../db/store/open.ts';
import { gatherCompany } from './comparison-tracks.ts';
import { gatherOwn, type OwnTrack } from './own-track.ts';
import type { WaitingTracks } from './waiting-tracks.ts';

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
  fixes: FixColumns;
  /** Packed tracks of earlier patrols of the same grid, latest first. */
  history: Uint8Array[];
  /** Its own track, for others to be compared with, and where to look for them. */
  own: OwnTrack;
  around: number[];
  /** Packed tracks of other officers nearby at the same time. */
  others: Uint8Array[];
  /** Packed tracks of officers sent out together with this one. */
  partners: Uint8Array[];
  /** Others that were asked for their track, near or not. */
  asked: Set<string>;
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
    /* prepared */ select p.officer_id, p.id, (extract(epoch from p.start_time) * 1000)::float8 as start_ms,
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
  waiting?: WaitingTracks,
): Promise<PatrolFacts | undefined> {
  const frame = await gatherPatrolFrame(db, officerId, patrolId);
  if (!frame || frame.patrol.endMs === null) return undefined;
  const { endMs } = frame.patrol;
  const own = await gatherOwn(db, frame.patrol, endMs, waiting);
  const company = await gatherCompany(db, frame, endMs, own.around, waiting);
  return { ...frame, patrol: { ...frame.patrol, endMs }, ...own, ...company };
}
