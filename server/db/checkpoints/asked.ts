import { sql } from 'kysely';
import type { LngLat } from '../../contract/areas/geo.ts';
import type { Checkpoint } from '../../contract/norms/norm.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** A checkpoint that a norm in force asks for. */
export interface AskedCheckpoint extends Pick<Checkpoint, 'id' | 'name' | 'position'> {
  areaId: number;
  area: string;
  areaName: string;
}

/** Checkpoints of the norms in force at a moment (Unix ms) in an area and below, each place once, by area and id. */
export async function listAskedCheckpoints(
  db: Db,
  { areaId, atMs }: { areaId: number; atMs: number },
): Promise<AskedCheckpoint[]> {
  const moment = sql`${iso(atMs)}::timestamptz`;
  const { rows } = await sql<AskedCheckpoint>`
    select distinct on (a.code, c ->> 'id', c -> 'position') n.area_id as "areaId", a.code as area, g.name as "areaName",
      c ->> 'id' as id, c ->> 'name' as name, c -> 'position' as position
    from area_subtree(${areaId}::bigint, ${moment}, ${moment}) s (id)
    join norms n on n.area_id = s.id join areas a on a.id = n.area_id join areas_at(${moment}) g on g.area_id = n.area_id
    join norm_versions v on v.norm_id = n.id and v.valid_from <= ${moment} and (v.valid_to is null or ${moment} < v.valid_to)
    cross join lateral jsonb_array_elements(v.rules -> 'checkpoints') c
    order by a.code, c ->> 'id', c -> 'position', n.id`.execute(db);
  return rows;
}

/** Numbers of the codes that hold and name one of these checkpoints, made for a place about its own; at most so many hundredths of a degree off. */
export async function numbersNear(
  db: Db,
  checkpoints: readonly Pick<Checkpoint, 'id' | 'position'>[],
): Promise<{ number: number; checkpointId: string; position: LngLat }[]> {
  if (checkpoints.length === 0) return [];
  const { rows } = await sql<{ number: number; checkpointId: string; position: LngLat }>`
    select distinct c.id as number, c.checkpoint_id as "checkpointId", jsonb_build_object('lng', c.lng, 'lat', c.lat) as position
    from unnest(${checkpoints.map(({ id }) => id)}::text[], ${checkpoints.map(({ position }) => position.lng)}::float8[],
      ${checkpoints.map(({ position }) => position.lat)}::float8[]) as w (id, lng, lat)
    join checkpoint_codes c on c.checkpoint_id = w.id and c.lng between w.lng - 0.02 and w.lng + 0.02
      and c.lat between w.lat - 0.02 and w.lat + 0.02 and c.ended_at is null
    order by number`.execute(db);
  return rows;
}
