import type { Geometry } from 'geojson';
import { ReadingError } from '../../reading/problem.ts';

type Is = (value: unknown) => boolean;

const isPosition: Is = (value) =>
  Array.isArray(value) &&
  (value.length === 2 || value.length === 3) &&
  value.every(Number.isFinite);
const listOf =
  (is: Is, least = 1): Is =>
  (value) =>
    Array.isArray(value) && value.length >= least && value.every(is);
const isLine = listOf(isPosition, 2);
const isRing: Is = (value) =>
  listOf(isPosition, 4)(value) &&
  String((value as unknown[])[0]) === String((value as unknown[]).at(-1));

/** What the coordinates of each kind of geometry are (RFC 7946, 3.1). */
const COORDINATES: ReadonlyMap<unknown, Is> = new Map([
  ['Point', isPosition],
  ['MultiPoint', listOf(isPosition)],
  ['LineString', isLine],
  ['MultiLineString', listOf(isLine)],
  ['Polygon', listOf(isRing)],
  ['MultiPolygon', listOf(listOf(isRing))],
]);

/** Checks a geometry of a filter, so that the store can take it. @throws ReadingError */
export function requireGeometry(value: object): asserts value is Geometry {
  const { type, coordinates, geometries } = value as Record<string, unknown>;
  if (type === 'GeometryCollection' && listOf((one) => one instanceof Object)(geometries)) {
    for (const one of geometries as object[]) requireGeometry(one);
    return;
  }
  if (!COORDINATES.get(type)?.(coordinates))
    throw new ReadingError(
      `filter: not a whole geometry (${type}): a position is two or three numbers, a line has two positions or more, a ring four or more and ends where it begins`,
    );
}
