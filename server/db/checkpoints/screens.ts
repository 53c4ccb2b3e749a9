import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Codes that hold and the checkpoint they are of; `secret` is sealed. */
export interface ScreenRecord {
  number: number;
  secret: string;
  timeZone: string;
  areaName: string;
  checkpoint: string;
  name: string;
}

/** The codes of a number where they hold and a norm in force at a moment (Unix ms) asks for their checkpoint. */
export async function findScreen(
  db: Db,
  number: number,
  atMs: number,
): Promise<ScreenRecord | undefined> {
  const moment = sql`${iso(atMs)}::timestamptz`;
  const { rows } = await sql<ScreenRecord>`
    select c.id as number, c.secret, area_time_zone(c.area_id, ${moment}) as "timeZone", g.name as "areaName",
      c.checkpoint_id as checkpoint, k ->> 'name' as name
    from checkpoint_codes c join areas_at(${moment}) g on g.area_id = c.area_id join norms n on n.area_id = c.area_id
    join norm_versions v on v.norm_id = n.id and v.valid_from <= ${moment} and (v.valid_to is null or ${moment} < v.valid_to)
    cross join lateral jsonb_array_elements(v.rules -> 'checkpoints') k
    where c.id = ${number} and c.ended_at is null and k ->> 'id' = c.checkpoint_id
      and (k -> 'position' ->> 'lng')::float8 = c.lng and (k -> 'position' ->> 'lat')::float8 = c.lat
    order by n.id limit 1`.execute(db);
  return rows[0];
}
