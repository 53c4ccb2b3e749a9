import { createHash } from 'node:crypto';
import type { Feature } from 'geojson';
import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import { LISTS } from '../../contract/ogc/columns.ts';
import { ZOOMS } from '../../contract/ogc/tiles.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { editionOf } from '../../db/ogc/edition.ts';
import { type Item, readHead, readRows } from '../../db/ogc/read-items.ts';
import { makesTiles, readTile, TILE, type TilePlace, tileBox } from '../../db/ogc/read-tile.ts';
import type { Db } from '../../db/store/open.ts';
import { toVectorTile } from '../../domain/ogc/vector-tile.ts';
import { Refusal } from '../../errors.ts';
import { askItems } from './ask.ts';
import type { Described } from './collections.ts';

/** Bytes of tiles that are kept. */
const KEPT_BYTES = 32 * 1024 * 1024;
/** Most features of one tile: a city has 5,811 grids. */
const FEATURES_MAX = 20_000;

export interface TileQuestion {
  areaId: number;
  datetime: string | undefined;
  nowMs: number;
}

/** From which zoom on a collection has tiles. */
export const minZoomOf = ({ id, ofTime }: Described): number =>
  ofTime ? ZOOMS.cells : id === 'incidents' ? ZOOMS.incidents : 0;

/** Vector tiles of collections, made once for all who ask until an edition changes. */
export function createTiles(db: Db) {
  const kept = new LRUCache<string, Uint8Array>({
    maxSize: KEPT_BYTES,
    sizeCalculation: (bytes) => bytes.length + 1,
  });
  let byStore: Promise<boolean> | undefined;

  async function make(
    collection: Described,
    place: TilePlace,
    { areaId, datetime, nowMs }: TileQuestion,
  ) {
    const columns = Object.fromEntries(
      Object.entries(collection.columns).filter(([, type]) => !LISTS.has(type)),
    );
    const query = { bbox: boxOf(place).join(','), ...(datetime ? { datetime } : {}) };
    const { asked } = await askItems(db, collection, query, { areaId, nowMs });
    const layer = collection.id;
    byStore ??= makesTiles(db);
    if (await byStore) {
      const made = await asked.source.ask({}, (from, rows) => {
        const source = sql`select s.* from (${rows}) s where ${asked.where}`;
        return readTile(from, { columns, layer, source, most: FEATURES_MAX }, place);
      });
      requireFew(made.count);
      return made.tile;
    }
    const where = sql`${asked.where} and ST_Intersects(s.geom, ${tileBox(place)})`;
    const narrowed = { ...asked, columns, where };
    const head = await readHead(narrowed, { after: null, skip: 0, limit: FEATURES_MAX + 1 });
    requireFew(head.fids.length);
    const features: Feature[] = [];
    for await (const rows of readRows(narrowed, head)) features.push(...rows.map(featureOf));
    return toVectorTile(features, place, { ...TILE, layer });
  }

  return {
    /** What a tile is known by: the same tag, the same tile. What is as of now is so to the hour. */
    async tagOf(
      collection: Described,
      place: TilePlace,
      { areaId, datetime, nowMs }: TileQuestion,
    ): Promise<string> {
      const atMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
      const edition = await editionOf(db, { areaId, atMs: nowMs });
      const { x, y, z } = place;
      const name = [collection.id, areaId, z, x, y, datetime ?? atMs, edition].join('\n');
      return `W/"${createHash('sha256').update(name).digest('base64url').slice(0, 22)}"`;
    },
    async read(
      tag: string,
      collection: Described,
      place: TilePlace,
      question: TileQuestion,
    ): Promise<Uint8Array> {
      const known = kept.get(tag);
      if (known) return known;
      const tile = await make(collection, place, question);
      kept.set(tag, tile);
      return tile;
    },
  };
}

function requireFew(count: number): void {
  if (count <= FEATURES_MAX) return;
  const more = `more than ${FEATURES_MAX} features in a tile`;
  throw Refusal.toProgram('invalid', `${more}; look closer, or say a shorter datetime`);
}

/** What a tile says of a feature: columns without a value are left out. */
const featureOf = ({ fid, geometry, properties }: Item): Feature => ({
  type: 'Feature',
  geometry: JSON.parse(geometry!),
  properties: {
    id: fid,
    ...Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null)),
  },
});

/** West, south, east, north of a tile with what lies around it, degrees (OGC 17-083r4, WebMercatorQuad). */
function boxOf({ x, y, z }: TilePlace): number[] {
  const around = TILE.buffer / TILE.extent;
  const lng = (column: number) => Math.min(180, Math.max(-180, (column / 2 ** z) * 360 - 180));
  const lat = (row: number) => {
    const n = Math.PI * (1 - (2 * row) / 2 ** z);
    return (Math.atan(Math.sinh(n)) * 180) / Math.PI;
  };
  return [lng(x - around), lat(y + 1 + around), lng(x + 1 + around), lat(y - around)];
}
