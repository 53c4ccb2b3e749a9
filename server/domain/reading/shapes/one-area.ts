import { union } from '@turf/union';
import type { Geometry, MultiPolygon, Position } from 'geojson';
import { featuresOf } from '../../geo/features-of.ts';
import { fileProblem } from '../problem.ts';
import { requireHolesWithin, requireNoCrossing } from './holes.ts';

/**
 * The polygons among some shapes as one area, their union: where several overlap they are one ground. Null where there is none.
 * @throws ReadingError where rings cross or holes lie outside, as nobody can tell what lies inside, or where no ring has ground.
 */
export function oneArea(shapes: readonly (Geometry | null)[]): MultiPolygon | null {
  const polygons = shapes.flatMap((shape) =>
    shape?.type === 'Polygon'
      ? [shape.coordinates]
      : shape?.type === 'MultiPolygon'
        ? shape.coordinates
        : [],
  );
  if (polygons.length === 0) return null;
  if (!polygons.every(isOfPositions)) throw fileProblem('not-of-rings');
  const drawn = polygons.map((rings) => rings.map(closed));
  for (const rings of drawn) requireNoCrossing(rings);
  const sound = drawn
    .filter(([outer]) => hasGround(outer!))
    .map(([outer, ...holes]) => [outer!, ...holes.filter(hasGround)]);
  for (const rings of sound) requireHolesWithin(rings);
  if (sound.length === 0) throw fileProblem('no-ground');
  if (sound.length === 1) return { type: 'MultiPolygon', coordinates: sound };
  const one = union(
    featuresOf(sound.map((coordinates) => ({ type: 'Polygon', coordinates }))),
  )?.geometry;
  if (!one) throw fileProblem('no-ground');
  return one.type === 'Polygon' ? { type: 'MultiPolygon', coordinates: [one.coordinates] } : one;
}

const isOfPositions = (rings: unknown): boolean =>
  Array.isArray(rings) &&
  rings.length > 0 &&
  rings.every(
    (ring) =>
      Array.isArray(ring) &&
      ring.length > 0 &&
      ring.every(
        (at) => Array.isArray(at) && typeof at[0] === 'number' && typeof at[1] === 'number',
      ),
  );

/** Whether a closed ring encloses anything (shoelace formula). */
const hasGround = (ring: readonly Position[]): boolean =>
  ring.length > 3 &&
  ring
    .slice(1)
    .reduce(
      (sum, [x, y], i) =>
        sum +
        (x! - ring[0]![0]!) * (ring[i]![1]! - ring[0]![1]!) -
        (ring[i]![0]! - ring[0]![0]!) * (y! - ring[0]![1]!),
      0,
    ) !== 0;

function closed(ring: readonly Position[]): Position[] {
  const [first, last] = [ring[0]!, ring.at(-1)!];
  return first[0] === last[0] && first[1] === last[1] ? [...ring] : [...ring, first];
}
