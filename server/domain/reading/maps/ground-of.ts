import type { Geometry } from 'geojson';
import type { FileNote } from '../../../contract/file-problem.ts';
import { fileNote } from '../problem.ts';
import { simple } from '../shapes/geojson.ts';
import type { ReadFeature } from '../shapes/read-feature.ts';

const isPoint = ({ type }: Geometry) => type === 'Point' || type === 'MultiPoint';

/** Features with their collections as the polygons they are of; points in them, which stand where names are drawn, are no ground, and are counted. */
export function groundOf(given: readonly ReadFeature[]): {
  features: ReadFeature[];
  notes: FileNote[];
} {
  let count = 0;
  const features = given.map((feature): ReadFeature => {
    const { geometry } = feature;
    if (geometry?.type !== 'GeometryCollection' || !Array.isArray(geometry.geometries))
      return feature;
    const ground = geometry.geometries.filter((one) => one && !isPoint(one));
    if (ground.length === 0) return feature;
    if (ground.length < geometry.geometries.length) count += 1;
    return { ...feature, geometry: simple({ ...geometry, geometries: ground }) };
  });
  return { features, notes: count > 0 ? [fileNote('points-beside', { count })] : [] };
}
