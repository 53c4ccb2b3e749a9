import { type Static, Type } from 'typebox';
import { record } from '../shapes.ts';
import { Link } from './features.ts';

const Links = Type.Array(Link);

export const Tileset = Type.Object({
  title: Type.String(),
  dataType: Type.Literal('vector'),
  crs: Type.String(),
  tileMatrixSetURI: Type.String(),
  links: Links,
});
export type Tileset = Static<typeof Tileset>;

export const Tilesets = Type.Object({ tilesets: Type.Array(Tileset), links: Links });

/** TileJSON 3.0.0. */
export const TileJson = Type.Object({
  tilejson: Type.Literal('3.0.0'),
  name: Type.String(),
  description: Type.String(),
  tiles: Type.Array(Type.String()),
  minzoom: Type.Integer(),
  maxzoom: Type.Integer(),
  bounds: Type.Optional(Type.Array(Type.Number())),
  vector_layers: Type.Array(Type.Object({ id: Type.String(), fields: record(Type.String()) })),
});
export type TileJson = Static<typeof TileJson>;

/** Zooms of tiles: cells and incidents are too many to be seen from further off. */
export const ZOOMS = { most: 22, cells: 14, incidents: 8 } as const;
export const MVT = 'application/vnd.mapbox-vector-tile';
