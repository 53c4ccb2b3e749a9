import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';

/** Where the console finds the file of a base map of kind `file`. */
export const MAP_FILE_PATH = '/map.pmtiles';

/** Datums of tile services: BD-09 has a pyramid of its own and cannot be laid under. */
export const TILE_DATUMS = ['wgs84', 'gcj02'] as const;

/** What lies below the areas on every map of the console; null: nothing but the ground itself. */
export const BaseMap = Type.Union([
  Type.Object(
    { kind: Type.Literal('style'), url: Type.String() },
    { description: 'A MapLibre style in place of all the console draws itself' },
  ),
  Type.Object(
    { kind: Type.Literal('file') },
    { description: `PMTiles at ${MAP_FILE_PATH}, vector tiles by the layers of Protomaps` },
  ),
  Type.Object(
    {
      kind: Type.Literal('tiles'),
      url: Type.String({ description: 'With {z}, {x} and {y}' }),
      datum: literals(TILE_DATUMS),
      attribution: Type.String(),
    },
    { description: 'Images of a tile service' },
  ),
  Type.Null(),
]);
export type BaseMap = Static<typeof BaseMap>;
