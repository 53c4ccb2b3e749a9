import { sql } from 'kysely';
import type { Level } from '../../../contract/areas/area.ts';
import type { Ask, Rows } from './source.ts';

/** Versions of the areas of a level that held at any time of those asked for. */
export const areaRows = (level: Level, { areaId, since, until }: Ask): Rows => sql`
  select v.area_id || '-' || v.version as fid, v.area_id, v.version, n.code, v.name, v.level, v.grid_type, v.parent_id,
    v.time_zone, v.valid_from, v.valid_to, v.geom
  from area_versions v join areas n on n.id = v.area_id
  where v.level = ${level} and v.valid_from <= ${until}::timestamptz and (v.valid_to is null or ${since}::timestamptz < v.valid_to)
    and v.area_id in (select area_subtree(${areaId}::bigint, ${since}::timestamptz, ${until}::timestamptz))`;
