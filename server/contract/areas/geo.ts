import { type Static, Type } from 'typebox';

/** A position in degrees. Inside Xunji always WGS-84; at an entrance the datum says. */
export const LngLat = Type.Object({
  lng: Type.Number({ minimum: -180, maximum: 180, description: 'Longitude, degrees' }),
  lat: Type.Number({ minimum: -90, maximum: 90, description: 'Latitude, degrees' }),
});
export type LngLat = Static<typeof LngLat>;

/** Coordinate systems a handheld or a file may state. GCJ-02 and BD-09 lie 100 to 700 m off WGS-84 in China. */
export const Datum = Type.Union(
  [Type.Literal('wgs84'), Type.Literal('gcj02'), Type.Literal('bd09')],
  { description: 'Coordinate system of the positions' },
);
export type Datum = Static<typeof Datum>;

/** GeoJSON position, [lng, lat] or [lng, lat, alt] (RFC 7946). Arrays appear at the GeoJSON edge only. */
export const Position = Type.Array(Type.Number(), { minItems: 2, maxItems: 3 });

/** GeoJSON MultiPolygon in WGS-84, the one geometry type of areas. */
export const MultiPolygon = Type.Unsafe<{
  type: 'MultiPolygon';
  coordinates: [number, number][][][];
}>(
  Type.Object({
    type: Type.Literal('MultiPolygon'),
    coordinates: Type.Array(Type.Array(Type.Array(Position))),
  }),
);
export type MultiPolygon = Static<typeof MultiPolygon>;
