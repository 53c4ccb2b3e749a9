import { type Static, Type } from 'typebox';

/** GeoJSON: one line a handheld, WGS-84. */
export const Track = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      geometry: Type.Object({
        type: Type.Literal('LineString'),
        coordinates: Type.Array(Type.Array(Type.Number())),
      }),
      properties: Type.Object({
        handheldId: Type.Integer(),
        times: Type.Array(Type.Integer({ description: 'Unix ms, one a position' })),
      }),
    }),
  ),
});
export type Track = Static<typeof Track>;
