import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Every area there ever was by code, with its name at a moment (Unix ms); null: not in force then. */
export async function areasByName(
  db: Db,
  atMs: number,
): Promise<{ code: string; name: string | null }[]> {
  const { rows } = await sql<{ code: string; name: string | null }>`
    select a.code, v.name from areas a left join areas_at(${iso(atMs)}::timestamptz) v on v.area_id = a.id order by a.code`.execute(
    db,
  );
  return rows;
}
