import { type RawBuilder, sql } from 'kysely';
import type { ColumnType } from '../../contract/ogc/columns.ts';
import { utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** A tile of the web mercator pyramid. */
export interface TilePlace {
  z: number;
  x: number;
  y: number;
}

/** Units of a tile's side, and of what lies around it, so that lines are not seen to end at its edge. */
export const TILE = { extent: 4096, buffer: 64 };

/** The ground of a tile with what lies around it, degrees. */
export const tileBox = ({ x, y, z }: TilePlace) =>
  sql`ST_Transform(ST_TileEnvelope(${z}::int, ${x}::int, ${y}::int, margin => ${TILE.buffer / TILE.extent}::float8), 4326)`;

/** Whether the store makes vector tiles by itself: the embedded one is built without. */
export const makesTiles = (db: Db): Promise<boolean> =>
  sql`select ST_AsMVT(t) from (select null::geometry as geom) t`.execute(db).then(
    () => true,
    () => false,
  );

/** A vector tile of rows with `fid`, `geom` and columns, and how many they are; `most` and one more at most. The layer is called `layer`. */
export async function readTile(
  db: Db,
  {
    columns,
    layer,
    most,
    source,
  }: {
    columns: Readonly<Record<string, ColumnType>>;
    layer: string;
    most: number;
    source: RawBuilder<unknown>;
  },
  place: TilePlace,
): Promise<{ tile: Uint8Array; count: number }> {
  const fields = [
    sql`s.fid as id`,
    ...Object.entries(columns).map(([name, type]) =>
      type === 'moment' ? sql`${utc(`s."${name}"`)} as ${sql.ref(name)}` : sql`s.${sql.ref(name)}`,
    ),
  ];
  const { x, y, z } = place;
  const { rows } = await sql<{ tile: Uint8Array; count: number }>`
    select ST_AsMVT(t, ${layer}::text, ${TILE.extent}::int, 'shape') as tile, count(*)::int as count from (
      select ST_AsMVTGeom(ST_Transform(s.geom, 3857), ST_TileEnvelope(${z}::int, ${x}::int, ${y}::int),
        ${TILE.extent}::int, ${TILE.buffer}::int, true) as shape, ${sql.join(fields)}
      from (${source}) s where ST_Intersects(s.geom, ${tileBox(place)})
      order by s.fid collate "C" limit ${most + 1}
    ) t`.execute(db);
  return rows[0]!;
}
