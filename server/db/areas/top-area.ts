import { sql } from 'kysely';
import type { Level } from '../../contract/areas/area.ts';
import { EARLIEST_MS } from '../../contract/fixes/fix.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/**
 * Id of the area of a code. In a store without any area it is made, of the level given and holding nothing yet:
 * importing areas under it (`top`), or itself, gives it its ground. Returns undefined where there are areas, but none of this code.
 */
export async function findOrMakeTop(
  db: Db,
  {
    code,
    level,
    name = code,
    timeZone,
  }: { code: string; level: Level; name?: string; timeZone: string },
): Promise<number | undefined> {
  return inTransaction(db, async (trx) => {
    const known = await sql<{ id: number }>`select id from areas where code = ${code}`.execute(trx);
    if (known.rows[0]) return known.rows[0].id;
    const { rows } = await sql<{ id: number }>`
      insert into areas (code) select ${code} where not exists (select from areas) returning id`.execute(
      trx,
    );
    const id = rows[0]?.id;
    if (id !== undefined)
      await sql`
        insert into area_versions (area_id, version, level, name, time_zone, geom, valid_from)
        values (${id}, 1, ${level}, ${name}, ${timeZone}, ST_GeomFromText('MULTIPOLYGON EMPTY', 4326),
          ${iso(EARLIEST_MS)})`.execute(trx);
    return id;
  });
}

/** Id of the area at the top at a moment (Unix ms); null before there is one. */
export async function topAreaAt(db: Db, atMs: number): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select area_id as id from areas_at(${iso(atMs)}::timestamptz) where parent_id is null order by area_id limit 1`.execute(
    db,
  );
  return rows[0]?.id ?? null;
}
