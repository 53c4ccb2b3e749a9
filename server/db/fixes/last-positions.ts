import { sql } from 'kysely';
import { SESSION_MAX_MS } from '../../contract/fixes/fix.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { TAKEN_AT } from './taken-at.ts';

/** Handhelds read at once. */
const CHUNK = 200;
/** Positions of one handheld, the latest: enough to tell whether somebody walks, and where to. */
const POSITIONS = 60;

export interface LastPosition {
  t: number;
  lng: number;
  lat: number;
}

/** The last unmarked positions of every handheld since a moment (by the server's clock, Unix ms), oldest first, some handhelds at a time. */
export async function* readLastPositions(
  db: Db,
  fromMs: number,
): AsyncGenerator<{ handheldId: number; positions: LastPosition[] }[]> {
  const handhelds = await db.selectFrom('handhelds').select('id').orderBy('id').execute();
  for (let at = 0; at < handhelds.length; at += CHUNK) {
    const ids = handhelds.slice(at, at + CHUNK).map(({ id }) => id);
    const { rows } = await sql<{ handheldId: number; t: number[]; lng: number[]; lat: number[] }>`
      select handheld_id as "handheldId", json_agg(lng order by t) as lng, json_agg(lat order by t) as lat,
        json_agg(t order by t) as t
      from (
        select handheld_id, ST_X(position) as lng, ST_Y(position) as lat, round(date_part('epoch', ${TAKEN_AT}) * 1000) as t,
          row_number() over (partition by handheld_id order by ${TAKEN_AT} desc) as place
        from fixes f
        where handheld_id = any(${ids}::int[]) and session >= ${iso(fromMs - SESSION_MAX_MS)}
          and ${TAKEN_AT} >= ${iso(fromMs)} and marks = 0
      ) last
      where place <= ${POSITIONS}
      group by handheld_id`.execute(db);
    yield rows.map(({ handheldId, t, lng, lat }) => ({
      handheldId,
      positions: t.map((ms, i) => ({ t: ms, lng: lng[i]!, lat: lat[i]! })),
    }));
  }
}
