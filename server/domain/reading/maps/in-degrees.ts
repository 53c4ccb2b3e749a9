import type { Geometry } from 'geojson';
import { collectFaults, fileProblem } from '../problem.ts';
import type { ReadFeature } from '../shapes/read-feature.ts';
import type { MapFile } from './map-file.ts';
import { type System, UNNAMED } from './systems.ts';

/** Degrees are kept to a tenth of a millimetre: corners that neighbours share stay one whatever the arithmetic left at their ends. */
const PER_DEGREE = 1e9;
const rounded = (degrees: number) => Math.round(degrees * PER_DEGREE) / PER_DEGREE;

type Features = readonly ReadFeature[];

/** Features in degrees, of the system that is found; where none is, or their numbers are not of it, they lie nowhere, and why is told. */
export function placeFeatures(
  features: Features,
  find: () => System,
): Pick<MapFile, 'system' | 'features' | 'faults'> {
  const { attempt, faults } = collectFaults();
  const system = attempt(find);
  const placed = system && attempt(() => inDegrees(features, system));
  return {
    system: (system ?? UNNAMED).name,
    features:
      placed ?? features.map((one) => ({ ...one, lacks: [...(one.lacks ?? []), 'system'] })),
    faults,
  };
}

/**
 * Features of a system as degrees. What is no pair of numbers stays as it is, for the import to name.
 * @throws ReadingError where no system is named and they are no degrees, or one of metres and they are degrees.
 */
function inDegrees(features: Features, system: System): ReadFeature[] {
  const { inverse, name } = system;
  const sample = features.map(firstPair).find((pair) => pair !== null);
  const isInMetres = sample !== undefined && Math.abs(sample[0]) > 360;
  if (system === UNNAMED && isInMetres)
    throw fileProblem('no-system', { sample: sample.map(Math.round).join(', ') });
  if (inverse && sample && !isInMetres)
    throw fileProblem('degrees-not-metres', { sample: sample.join(', '), system: name });
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

/** The first corner of a feature, whatever its shape. */
function firstPair({ geometry }: Features[number]): [number, number] | null {
  let at: unknown = geometry && 'coordinates' in geometry ? geometry.coordinates : null;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  if (!Array.isArray(at)) return null;
  const [x, y] = at;
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : null;
}
