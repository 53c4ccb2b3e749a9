import { sql } from 'kysely';
import { seenFrom } from '../../alerts/alerts.ts';
import type { Ask, Rows } from './source.ts';

/** Alerts an area may see that stood at any time of those asked for. */
export const alertRows = ({ areaId, since, until }: Ask): Rows => sql`
  select a.id::text as fid, a.id as alert_id, a.officer_id,
    coalesce((select name from officers where id = a.officer_id), (select code from handhelds where id = a.handheld_id), '') as officer_name,
    a.kind, a.at as start_time, a.until, a.withdrawn_at, a.grid_id, a.patrol_id, a.text, a.acknowledged_by, a.acknowledged_at, a.comment,
    a.position as geom
  from alerts a
  where a.at <= ${until}::timestamptz and coalesce(a.until, 'infinity') >= ${since}::timestamptz and ${seenFrom(areaId, since)}`;
