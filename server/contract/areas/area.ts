import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { MultiPolygon } from './geo.ts';

/** Levels of the administrative tree, top first. A deployment uses those it has. */
export const LEVELS = ['city', 'district', 'town', 'village', 'grid'] as const;
export const Level = literals(LEVELS);
export type Level = (typeof LEVELS)[number];

export const GRID_TYPES = ['urban', 'urban-village', 'rural', 'park'] as const;
export const GridType = literals(GRID_TYPES);
export type GridType = (typeof GRID_TYPES)[number];

/** An area (区划) as of a moment: one version of one node of the tree. */
export const Area = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  version: Type.Integer(),
  parentId: Type.Union([Type.Integer(), Type.Null()]),
  level: Level,
  name: Type.String(),
  gridType: Type.Union([GridType, Type.Null()]),
  timeZone: Type.String({ description: 'IANA time zone; a day is a day there' }),
  validFrom: Type.String({ format: 'date-time' }),
  validTo: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
});
export type Area = Static<typeof Area>;

/** GeoJSON FeatureCollection of areas; `properties` is an Area, with what is needed to bring the file in again. */
export const AreaCollection = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      id: Type.Integer(),
      geometry: MultiPolygon,
      properties: Type.Object({
        ...Area.properties,
        parentCode: Type.Optional(
          Type.Union([Type.String(), Type.Null()], { description: 'Code of the parent' }),
        ),
      }),
    }),
  ),
});
export type AreaCollection = Static<typeof AreaCollection>;
