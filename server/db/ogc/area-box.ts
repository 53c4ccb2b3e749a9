import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** West, south, east, north of an area as of a moment, Unix ms; null: it has no outline then. */
export async function boxOfArea(db: Db, areaId: number, atMs: number): Promise<number[] | null> {
  const { rows } = await sql<{ box: (number | null)[] }>`
    select to_jsonb(array[ST_XMin(b), ST_YMin(b), ST_XMax(b), ST_YMax(b)]) as box
    from (select ST_Extent(geom) as b from areas_at(${iso(atMs)}::timestamptz) where area_id = ${areaId}) q`.execute(
    db,
  );
  const { box } = rows[0]!;
  return box.every((side) => side !== null) ? (box as number[]) : null;
}
