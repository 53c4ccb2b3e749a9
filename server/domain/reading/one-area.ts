import { featureCollection, polygon, union } from '@turf/turf';
import type { Geometry, MultiPolygon, Position } from 'geojson';
import { ringCrossing } from '../geo/ring-crossing.ts';
import { ReadingError } from './problem.ts';

/**
 * The polygons among some shapes as one area, their union: where several overlap they are one ground. Null where there is none.
 * @throws ReadingError where a ring crosses itself, as nobody can tell what lies inside, or where no ring has ground.
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
  if (!polygons.every(isOfPositions))
    throw new ReadingError(
      'a polygon is not a list of rings of [longitude, latitude], two numbers',
    );
  for (const ring of polygons.flat()) {
    const corner = ringCrossing(ring);
    if (corner)
      throw new ReadingError(
        `a ring crosses itself, by the edge from ${corner.slice(0, 2).join(', ')}; draw it so that its edges do not cross`,
      );
  }
  const sound = polygons.map((rings) => rings.map(closed)).filter(([outer]) => hasGround(outer!));
  if (sound.length === 0)
    throw new ReadingError(
      'its polygons enclose no ground: fewer than 3 corners, or all in a line',
    );
  if (sound.length === 1) return { type: 'MultiPolygon', coordinates: sound };
  const one = union(featureCollection(sound.map((rings) => polygon(rings))))?.geometry;
  if (!one) throw new ReadingError('its polygons enclose no ground');
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
