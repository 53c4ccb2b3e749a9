import { Type } from 'typebox';
import { literals } from '../../literals.ts';
import { TileJson, Tileset, Tilesets } from '../../ogc/tiles.ts';
import { route } from '../route.ts';
import { Collection, STANDARD, Study } from './parts.ts';

const standard = { ...STANDARD, errors: ['not-found'] } as const;

const Place = {
  z: Type.Integer({ minimum: 0, maximum: 22 }),
  y: Type.Integer({ minimum: 0 }),
  x: Type.Integer({ minimum: 0 }),
};
const MATRIX = 'WebMercatorQuad';
const query = Type.Object({
  datetime: Type.Optional(
    Type.String({ maxLength: 100, description: 'As of items; areas as of now unless told' }),
  ),
});
/** A tile of vectors. */
const tile = {
  ...standard,
  query,
  replies: { 200: Type.Unknown() },
  files: ['application/vnd.mapbox-vector-tile'],
  headers: { etag: 'Of the edition the tile is of' },
} as const;

export const listOgcTilesets = route({
  ...standard,
  operationId: 'listOgcTilesets',
  path: '/collections/:collectionId/tiles',
  summary: 'OGC API – Tiles: tilesets of a collection',
  params: Type.Object(Collection),
  replies: { 200: Tilesets },
});

export const getOgcTileset = route({
  ...standard,
  operationId: 'getOgcTileset',
  path: `/collections/:collectionId/tiles/${MATRIX}`,
  summary: 'OGC API – Tiles: a tileset, or as TileJSON 3.0 by f=tilejson',
  params: Type.Object(Collection),
  query: Type.Object({
    f: Type.Optional(literals(['json', 'tilejson'])),
    ...query.properties,
  }),
  replies: { 200: Type.Union([Tileset, TileJson]) },
});

export const getOgcTile = route({
  ...tile,
  operationId: 'getOgcTile',
  path: `/collections/:collectionId/tiles/${MATRIX}/:z/:y/:x`,
  summary: 'OGC API – Tiles: a vector tile of areas, incidents, warnings, staleness or coverage',
  params: Type.Object({ ...Collection, ...Place }),
});

export const getOgcStudyTile = route({
  ...tile,
  scope: { study: 'params.studyId' },
  operationId: 'getOgcStudyTile',
  path: `/collections/study-:studyId/tiles/${MATRIX}/:z/:y/:x`,
  summary: 'OGC API – Tiles: a vector tile of the main table of a stored study',
  params: Type.Object({ ...Study, ...Place }),
});
