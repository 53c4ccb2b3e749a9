import type { Geometry } from 'geojson';
import { problem } from '../../../contract/file-problem.ts';
import { collectFaults, fileProblem, unreadable } from '../problem.ts';
import { inChina, looksSwapped } from '../shapes/coordinates.ts';
import { type ReadFeature, unreadFeature } from '../shapes/read-feature.ts';
import type { MapFile } from './map-file.ts';
import { type System, UNNAMED, UNTOLD } from './systems.ts';

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
  const pairs = features.map(firstPair);
  const sample = pairs.find((pair) => pair !== null);
  const known = pairs.filter((pair) => pair !== null);
  const isUnnamed =
    system === UNNAMED
      ? sample && isInMetres(sample)
      : system === UNTOLD && known.every(isInMetres);
  if (isUnnamed && sample)
    throw fileProblem('no-system', { sample: sample.map(Math.round).join(', ') });
  if (sample && known.every((pair) => isTurned(pair, system)))
    throw fileProblem('axes-turned', { sample: sample.join(', '), system: name });
  const notMetres = (pair: Pair) =>
    problem('degrees-not-metres', { sample: pair.join(', '), system: name });
  if (inverse && sample && !pairs.some((pair) => pair && isInMetres(pair)))
    throw unreadable([notMetres(sample)]);
  if (!inverse) return [...features];
  const move = (at: unknown): unknown => {
    if (!Array.isArray(at)) return at;
    const [x, y] = at;
    return typeof x === 'number' && typeof y === 'number'
      ? inverse(x, y).map(rounded)
      : at.map(move);
  };
  const moved = (geometry: Geometry): Geometry =>
    'geometries' in geometry
      ? { ...geometry, geometries: geometry.geometries.map(moved) }
      : ({ ...geometry, coordinates: move(geometry.coordinates) } as Geometry);
  return features.map((feature, k) => {
    if (!feature.geometry) return feature;
    const pair = pairs[k];
    // One alone may be of another system, as where layers were put together.
    if (pair && !isInMetres(pair))
      return unreadFeature([...(feature.unread ?? []), notMetres(pair)], feature.properties);
    return { ...feature, geometry: moved(feature.geometry) };
  });
}

type Pair = [number, number];
/** No longitude is so large. */
const isInMetres = ([x]: Pair) => Math.abs(x) > 360;

/** Whether a pair has its northing, or latitude, first: it lies in China only when it is turned. Degrees that are none are told corner by corner. */
function isTurned([x, y]: Pair, { inverse }: System): boolean {
  if (!inverse) return Math.abs(y) <= 90 && looksSwapped({ lng: x, lat: y });
  const place = ([lng, lat]: Pair) => ({ lng, lat });
  return !inChina(place(inverse(x, y))) && inChina(place(inverse(y, x)));
}

/** The first corner of a feature, whatever its shape. */
function firstPair({ geometry }: Pick<Features[number], 'geometry'>): Pair | null {
  if (geometry && 'geometries' in geometry)
    return geometry.geometries.map((one) => firstPair({ geometry: one })).find(Boolean) ?? null;
  let at: unknown = geometry && 'coordinates' in geometry ? geometry.coordinates : null;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  if (!Array.isArray(at)) return null;
  const [x, y] = at;
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : null;
}
