import { type RawBuilder, sql } from 'kysely';
import type { MultiPolygon } from '../../contract/areas/geo.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import type { Db } from '../store/open.ts';
import { prepared } from '../store/prepared.ts';
import { IS_PAST_JUDGING } from '../verdicts/paths.ts';

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
    /** It began when what it would be judged by is kept no longer. */
    pastJudging: boolean;
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

interface Head {
  officer_id: number;
  id: number;
  start_ms: number;
  end_ms: number | null;
  guessed_until_ms: number | null;
  origin: 'declared' | 'recognised';
  declared_grid_id: number | null;
  past_judging: boolean;
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
  const { rows } = await prepared(
    db,
    sql<Head>`
    select p.officer_id, p.id, (extract(epoch from p.start_time) * 1000)::float8 as start_ms,
      (extract(epoch from p.end_time) * 1000)::float8 as end_ms,
      (extract(epoch from p.guessed_until) * 1000)::float8 as guessed_until_ms, p.origin, p.declared_grid_id, ${IS_PAST_JUDGING} as past_judging,
      g.area_id as grid_id, g.version as grid_version,
      g.name as grid_name, g.parent_id, g.time_zone, ST_AsGeoJSON(g.geom, 9)::json as polygon,
      n.norm_id, n.version as norm_version, n.rules
    from patrols p
    join officers o on o.id = p.officer_id
    join areas_at(p.start_time) g on g.area_id = coalesce(${gridId}::bigint, p.grid_id)
    left join lateral norm_for(g.area_id, o.category, p.start_time) n on true
    where p.officer_id = ${officerId} and p.id = ${patrolId}`,
  );
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
        pastJudging: head.past_judging,
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

/** Whether patrol `p` is in a grid of the same parent; by the list, so that the store begins there and not with all of the city's patrols. */
export const inGridsBeside = ({ parentId }: PatrolFrame['grid'], moment: RawBuilder<unknown>) =>
  sql`p.grid_id = any (array(select area_id from areas_at(${moment}) where parent_id = ${parentId}))`;
