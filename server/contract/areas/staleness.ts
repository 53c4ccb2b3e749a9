import { type Static, Type } from 'typebox';

/** How long ago each part of a grid was seen. */
export const GridStaleness = Type.Object({
  gridId: Type.Integer(),
  gridVersion: Type.Integer(),
  swathM: Type.Number({ description: 'To either side of the track, as the norm in force says' }),
  cells: Type.Array(Type.String({ description: 'H3 index' }), {
    description: 'Patrollable cells, sorted',
  }),
  hours: Type.Array(Type.Union([Type.Number(), Type.Null()]), {
    description:
      'Of each cell, in the same order: hours since the end of the last patrol that saw it, to a tenth; null: not within the days looked back',
  }),
  periodDays: Type.Integer({
    description: 'Days within which the norm wants every part walked, at most those looked back',
  }),
  periodCoverage: Type.Number({ description: 'Share of the ground seen within them, 0 to 1' }),
  periodRequired: Type.Number({ description: 'Share the norm requires, 0 to 1' }),
});
export type GridStaleness = Static<typeof GridStaleness>;

/** The grids of an area as of a moment. */
export const Staleness = Type.Object({
  at: Type.String({ description: 'ISO 8601, UTC' }),
  days: Type.Integer({ description: 'Days looked back' }),
  grids: Type.Array(GridStaleness),
});
export type Staleness = Static<typeof Staleness>;
