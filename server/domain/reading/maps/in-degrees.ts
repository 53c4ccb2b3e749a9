import type { Feature, Geometry } from 'geojson';
import type { System } from './systems.ts';

/** Degrees are kept to a tenth of a millimetre: corners that neighbours share stay one whatever the arithmetic left at their ends. */
const PER_DEGREE = 1e9;
const rounded = (degrees: number) => Math.round(degrees * PER_DEGREE) / PER_DEGREE;

/** Features of a system as degrees. What is no pair of numbers stays as it is, for the import to name. */
export function inDegrees(
  features: readonly Feature<Geometry | null>[],
  { inverse }: System,
): Feature<Geometry | null>[] {
  if (!inverse) return [...features];
  const move = (at: unknown): unknown => {
    if (!Array.isArray(at)) return at;
    const [x, y] = at;
    return typeof x === 'number' && typeof y === 'number'
      ? inverse(x, y).map(rounded)
      : at.map(move);
  };
  return features.map((feature) => {
    if (!feature.geometry || !('coordinates' in feature.geometry)) return feature;
    const { type, coordinates } = feature.geometry;
    return { ...feature, geometry: { type, coordinates: move(coordinates) } as Geometry };
  });
}
