import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { MVT, type TileJson, type Tileset, ZOOMS } from '../../contract/ogc/tiles.ts';
import type { Route } from '../../contract/routes/route.ts';
import * as routes from '../../contract/routes/standards/tiles.ts';
import { boxOfArea } from '../../db/ogc/area-box.ts';
import type { TilePlace } from '../../db/ogc/read-tile.ts';
import { Refusal } from '../../errors.ts';
import { type Described, describeCollection } from '../../services/ogc/collections.ts';
import { createTiles, minZoomOf } from '../../services/ogc/tiles.ts';
import type { Reader } from '../accounts/reader.ts';
import type { Mount } from '../shell/mount.ts';
import { isHeld } from '../shell/replies/is-held.ts';
import { titleOf } from './describe.ts';
import { rootOf, wordsFor } from './negotiate.ts';
import { recordLook } from './record-look.ts';

const SCHEME = 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad';
const CRS = 'http://www.opengis.net/def/crs/EPSG/0/3857';

/** What tiles show is of no person. */
const NO_OFFICERS = { officerIds: [], since: null, until: null };

/** OGC API – Tiles and TileJSON: vector tiles of what is of no person. */
export function tileRoutes(mount: Mount, context: Context): void {
  const { db, now } = context;
  const tiles = createTiles(db);

  /** Of persons there are no tiles: each look at them would be many. */
  async function tiled(id: string, reader: Reader): Promise<Described> {
    const collection = await describeCollection(db, reader, id);
    if (collection.ofPersons) throw Refusal.toProgram('not-found', `there are no tiles of ${id}`);
    return collection;
  }

  mount(routes.listOgcTilesets, async ({ params, reader, request }) => {
    const collection = await tiled(params.collectionId, reader);
    const tileset = tilesetOf(collection, request);
    const self = `${rootOf(request)}/collections/${collection.id}/tiles`;
    return { tilesets: [tileset], links: [{ href: self, rel: 'self', type: 'application/json' }] };
  });

  mount(routes.getOgcTileset, async ({ params, query, reader, request }) => {
    const collection = await tiled(params.collectionId, reader);
    if (query.f !== 'tilejson') return tilesetOf(collection, request);
    const box = await boxOfArea(db, reader.areaId, now());
    return tileJsonOf(collection, request, { box, datetime: query.datetime });
  });

  mount(routes.getOgcTile, async ({ params, ...asked }, reply) => {
    const collection = await tiled(params.collectionId, asked.reader);
    // Studies have an operation of their own, by which who may see them is decided.
    if (collection.time === null) throw Refusal.of('not-found');
    return sendTile(collection, params, { ...asked, route: routes.getOgcTile }, reply);
  });
  mount(routes.getOgcStudyTile, async ({ params, ...asked }, reply) => {
    const collection = await tiled(`study-${params.studyId}`, asked.reader);
    return sendTile(collection, params, { ...asked, route: routes.getOgcStudyTile }, reply);
  });

  async function sendTile(
    collection: Described,
    { x, y, z }: TilePlace,
    asked: { query: { datetime?: string }; reader: Reader; request: FastifyRequest; route: Route },
    reply: FastifyReply,
  ) {
    const [least, side] = [minZoomOf(collection), 2 ** z];
    if (z < least)
      throw Refusal.toProgram('invalid', `tiles of ${collection.id} begin at zoom ${least}`);
    if (x >= side || y >= side)
      throw Refusal.toProgram('not-found', `zoom ${z} has ${side} tiles a side`);
    const { query, reader, request } = asked;
    const question = { areaId: reader.areaId, datetime: query.datetime, nowMs: now() };
    const place = { x, y, z };
    const look = { ...asked, query: { ...place, ...query } };
    await recordLook(context, collection, NO_OFFICERS, look);
    const tag = await tiles.tagOf(collection, place, question);
    reply.headers({ etag: tag, 'cache-control': 'private, no-cache', vary: 'accept-encoding' });
    if (isHeld(request, tag)) return reply.code(304).send();
    const tile = await tiles.read(tag, collection, place, question);
    return reply.type(MVT).send(Buffer.from(tile));
  }
}

const addressOf = ({ id }: Described, request: FastifyRequest): string =>
  `${rootOf(request)}/collections/${id}/tiles/WebMercatorQuad`;

function tilesetOf(collection: Described, request: FastifyRequest): Tileset {
  const at = addressOf(collection, request);
  const { title } = titleOf(collection, wordsFor(request));
  return {
    ...{ title, dataType: 'vector', crs: CRS, tileMatrixSetURI: SCHEME },
    links: [
      { href: at, rel: 'self', type: 'application/json', title },
      {
        href: SCHEME,
        rel: 'http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme',
        type: 'application/json',
      },
      { href: `${at}/{tileMatrix}/{tileRow}/{tileCol}`, rel: 'item', type: MVT, title },
      { href: `${at}?f=tilejson`, rel: 'describedby', type: 'application/json', title: 'TileJSON' },
    ],
  };
}

function tileJsonOf(
  collection: Described,
  request: FastifyRequest,
  { box, datetime }: { box: number[] | null; datetime: string | undefined },
): TileJson {
  const { says, title } = titleOf(collection, wordsFor(request));
  const query = datetime === undefined ? '' : `?datetime=${encodeURIComponent(datetime)}`;
  return {
    tilejson: '3.0.0',
    name: title,
    description: says,
    tiles: [`${addressOf(collection, request)}/{z}/{y}/{x}${query}`],
    minzoom: minZoomOf(collection),
    maxzoom: ZOOMS.most,
    ...(box ? { bounds: box } : {}),
    vector_layers: [{ id: collection.id, fields: collection.columns }],
  };
}
