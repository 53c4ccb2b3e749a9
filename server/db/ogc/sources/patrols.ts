import { sql } from 'kysely';
import { defaultNorm } from '../../../contract/norms/default-norm.ts';
import { JUDGED_OR_NOT, OUTCOME } from '../../verdicts/judged.ts';
import type { Ask, Rows } from './source.ts';

const DEFAULT = defaultNorm().rules;

/** Codes of a list of a verdict, with commas between. */
const codes = (list: 'reasons' | 'signals') =>
  sql`(select string_agg(one ->> 'code', ',' order by n) from jsonb_array_elements(v.body -> ${sql.lit(list)}) with ordinality w (one, n))`;

/** Patrols of grids an area may see, each at a place within its grid: it names nobody's path. */
export const patrolRows = ({ areaId, since, until }: Ask): Rows => sql`
  select p.id::text as fid, p.id as patrol_id, p.officer_id, o.name as officer_name, p.grid_id, n.code as grid_code,
    g.name as grid_name, p.origin, p.start_time, p.end_time, ${OUTCOME} as outcome,
    v.outcome as verdict_outcome, v.version as verdict_version, ${codes('reasons')} as reasons, ${codes('signals')} as signals,
    v.effective_min, v.coverage,
    case when v.outcome is not null then coalesce((m.rules ->> 'minutesPerPatrol')::float8, ${DEFAULT.minutesPerPatrol}::float8) end as required_min,
    case when v.outcome is not null then coalesce((m.rules ->> 'coveragePerPatrol')::float8, ${DEFAULT.coveragePerPatrol}::float8) end as required_coverage,
    exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested, d.decision,
    ST_PointOnSurface(g.geom) as geom
  from patrols p
  join officers o on o.id = p.officer_id
  join areas n on n.id = p.grid_id
  join area_versions g on g.area_id = p.grid_id and g.valid_from <= p.start_time and (g.valid_to is null or p.start_time < g.valid_to)
  ${JUDGED_OR_NOT}
  left join norm_versions m on m.norm_id = v.norm_id and m.version = v.norm_version
  where ${patrolsWithin({ areaId, since, until })}`;

/** Patrols `p` under way at any time of those asked for, in grids of the area then. */
export const patrolsWithin = ({ areaId, since, until }: Ask) => sql`
  p.start_time <= ${until}::timestamptz and coalesce(p.end_time, 'infinity') >= ${since}::timestamptz
  and p.grid_id in (select area_subtree(${areaId}::bigint, ${since}::timestamptz, ${until}::timestamptz))`;
