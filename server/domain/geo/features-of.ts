import type { Feature, FeatureCollection, Geometry } from 'geojson';

/** Shapes as features without properties: the form in which Turf takes several. */
export const featuresOf = <Shape extends Geometry>(
  shapes: readonly Shape[],
): FeatureCollection<Shape> => ({
  type: 'FeatureCollection',
  features: shapes.map(
    (geometry): Feature<Shape> => ({ type: 'Feature', properties: {}, geometry }),
  ),
});
