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

/** A vector tile of rows with `fid`, `geom` and columns; the layer is called `layer`. Empty where nothing is there. */
export async function readTile(
  db: Db,
  {
    columns,
    layer,
    source,
  }: { columns: Readonly<Record<string, ColumnType>>; layer: string; source: RawBuilder<unknown> },
  place: TilePlace,
): Promise<Uint8Array> {
  const fields = Object.entries(columns).map(([name, type]) =>
    type === 'moment' ? sql`${utc(`s."${name}"`)} as ${sql.ref(name)}` : sql`s.${sql.ref(name)}`,
  );
  const { rows } = await sql<{ tile: Uint8Array }>`
    select ST_AsMVT(t, ${layer}::text, ${TILE.extent}::int, 'shape') as tile from (
      select ST_AsMVTGeom(ST_Transform(s.geom, 3857), ST_TileEnvelope(${place.z}::int, ${place.x}::int, ${place.y}::int),
        ${TILE.extent}::int, ${TILE.buffer}::int, true) as shape, s.fid as id, ${sql.join(fields)}
      from (${source}) s where ST_Intersects(s.geom, ${tileBox(place)})
      order by s.fid collate "C"
    ) t`.execute(db);
  return rows[0]!.tile;
}
