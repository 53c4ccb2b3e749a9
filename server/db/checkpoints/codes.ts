import { sql } from 'kysely';
import type { LngLat } from '../../contract/areas/geo.ts';
import { iso, unixMs } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** The codes of a number as they are on record; `secret` is sealed. */
export interface CodeRecord {
  number: number;
  checkpointId: string;
  position: LngLat;
  secret: string;
  timeZone: string;
  /** When others took their place, Unix ms. */
  endedMs: number | null;
}

const COLUMNS = (atMs: number) => sql`
  c.id as number, c.checkpoint_id as "checkpointId", json_build_object('lng', c.lng, 'lat', c.lat) as position, c.secret,
  area_time_zone(c.area_id, ${iso(atMs)}::timestamptz) as "timeZone", ${unixMs('c.ended_at')} as "endedMs"`;

/** The codes of a number, as of a moment (Unix ms); undefined where there are none. */
export async function findCodes(
  db: Db,
  number: number,
  atMs: number,
): Promise<CodeRecord | undefined> {
  const { rows } = await sql<CodeRecord>`
    select ${COLUMNS(atMs)} from checkpoint_codes c where c.id = ${number}`.execute(db);
  return rows[0];
}

/** A checkpoint of an area's norms, with a secret (sealed) for its codes where it has none yet. */
export interface CodesWanted {
  areaId: number;
  checkpointId: string;
  position: LngLat;
  secret: string;
}

/** Makes codes for checkpoints that have none that hold for their place; resolves to those that hold now, in the order asked for. */
export async function ensureCodes(
  db: Db,
  wanted: readonly CodesWanted[],
  { by, nowMs }: { by: string; nowMs: number },
): Promise<CodeRecord[]> {
  const asked = sql`
    select * from unnest(${wanted.map(({ areaId }) => areaId)}::bigint[], ${wanted.map(({ checkpointId }) => checkpointId)}::text[],
      ${wanted.map(({ position }) => position.lng)}::float8[], ${wanted.map(({ position }) => position.lat)}::float8[],
      ${wanted.map(({ secret }) => secret)}::text[]) with ordinality as w (area_id, checkpoint_id, lng, lat, secret, place)`;
  await sql`
    insert into checkpoint_codes (area_id, checkpoint_id, lng, lat, secret, made_by, made_at)
    select w.area_id, w.checkpoint_id, w.lng, w.lat, w.secret, ${by}, ${iso(nowMs)} from (${asked}) w
    on conflict do nothing`.execute(db);
  const { rows } = await sql<CodeRecord>`
    select ${COLUMNS(nowMs)} from (${asked}) w join checkpoint_codes c on c.area_id = w.area_id and c.checkpoint_id = w.checkpoint_id
      and c.lng = w.lng and c.lat = w.lat and c.ended_at is null
    order by w.place`.execute(db);
  return rows;
}

/** Ends the codes of a checkpoint of an area, wherever it lay: from now on they confirm nothing. How many ended. */
export async function endCodes(
  db: Db,
  { areaId, checkpointId, nowMs }: { areaId: number; checkpointId: string; nowMs: number },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update checkpoint_codes set ended_at = ${iso(nowMs)}
    where area_id = ${areaId} and checkpoint_id = ${checkpointId} and ended_at is null`.execute(db);
  return Number(numAffectedRows ?? 0);
}
