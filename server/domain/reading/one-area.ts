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
  for (const ring of polygons.flat()) {
    const corner = ringCrossing(ring);
    if (corner)
      throw new ReadingError(
        `a ring crosses itself, by the edge from ${corner.slice(0, 2).join(', ')}; draw it so that its edges do not cross`,
      );
  }
  const sound = polygons.map((rings) => rings.map(closed)).filter(([outer]) => outer!.length > 3);
  if (sound.length === 0)
    throw new ReadingError('a polygon has fewer than 3 corners; it encloses no ground');
  if (sound.length === 1) return { type: 'MultiPolygon', coordinates: sound };
  const one = union(featureCollection(sound.map((rings) => polygon(rings))))?.geometry;
  if (!one) throw new ReadingError('its polygons enclose no ground');
  return one.type === 'Polygon' ? { type: 'MultiPolygon', coordinates: [one.coordinates] } : one;
}

function closed(ring: readonly Position[]): Position[] {
  const [first, last] = [ring[0]!, ring.at(-1)!];
  return first[0] === last[0] && first[1] === last[1] ? [...ring] : [...ring, first];
}
