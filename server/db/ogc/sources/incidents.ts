import { sql } from 'kysely';
import type { Ask, Rows } from './source.ts';

/** Incidents that stand, in grids an area had at any time of those asked for. */
export const incidentRows = ({ areaId, since, until }: Ask): Rows => sql`
  select i.id as fid, i.id as incident_id, i.category, i.severity, i.found_by, i.occurred_from, i.occurred_to, i.grid_id,
    n.code as grid_code, i.position as geom
  from incidents i join areas n on n.id = i.grid_id
  where i.occurred_from <= ${until}::timestamptz and i.occurred_to >= ${since}::timestamptz
    and i.grid_id in (select area_subtree(${areaId}::bigint, ${since}::timestamptz, ${until}::timestamptz))`;
