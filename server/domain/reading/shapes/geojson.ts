import type { Feature, Geometry } from 'geojson';
import type { FileProblem } from '../../../contract/file-problem.ts';
import { at, fileProblem, firstOf, ReadingError, unreadable } from '../problem.ts';
import { readJson } from '../texts/json.ts';

/** Features of a GeoJSON text, and the members that stand around them. */
export interface FeatureFile {
  features: Feature<Geometry | null>[];
  /** The outermost object, of which `crs` may be a member. */
  whole: unknown;
}

const GEOMETRIES = [
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
];

/** Before each text of a sequence (RFC 8142). */
const RECORD_SEPARATOR = '\u001e';

/**
 * Reads GeoJSON in the shapes that people have: a collection, one feature, a bare geometry, an array of features, or one
 * of these a line (GeoJSON text sequences, RFC 8142, too). A geometry collection or MultiPoint of one is that one; of polygons only, a
 * MultiPolygon. Whole numbers beyond a double come as their digits.
 * @throws ReadingError in words where it is none of these.
 */
export function readGeoJson(text: string): FeatureFile {
  const parts = documentsOf(text.replace(/^\uFEFF/, ''));
  const features = parts.flatMap((part) => featuresOf(part));
  return {
    features: features.map((one) => ({ ...one, geometry: simple(one.geometry) })),
    whole: parts[0],
  };
}

function documentsOf(text: string): unknown[] {
  try {
    return [readJson(text)];
  } catch (error) {
    const lines = text
      .replaceAll(RECORD_SEPARATOR, '\n')
      .split('\n')
      .filter((line) => line.trim() !== '');
    if (lines.length < 2 || !/^\s*\{.*\}\s*$/.test(lines[0]!)) throw error;
    const broken: FileProblem[] = [];
    const documents = lines.flatMap((line, i) => {
      try {
        return [at({ code: 'line', value: i + 1 }, () => readJson(line))];
      } catch (inLine) {
        if (!(inLine instanceof ReadingError)) throw inLine;
        broken.push(...inLine.problems);
        return [];
      }
    });
    if (broken.length) throw unreadable(firstOf(broken));
    return documents;
  }
}

/** As ArcGIS servers answer: attributes instead of properties, rings instead of coordinates. */
const isOfEsri = (feature: unknown) =>
  typeof feature === 'object' && feature !== null && 'attributes' in feature;

function featuresOf(part: unknown): Feature<Geometry | null>[] {
  if (Array.isArray(part)) return part.flatMap(featuresOf);
  const { type, features } = (part ?? {}) as { type?: unknown; features?: unknown };
  if (type === 'FeatureCollection' && Array.isArray(features)) return features as Feature[];
  if (type === 'Feature') return [part as Feature];
  if (GEOMETRIES.includes(type as string))
    return [{ type: 'Feature', properties: {}, geometry: part as Geometry }];
  if (type === 'Topology') throw fileProblem('topojson');
  if (Array.isArray(features) && features.some(isOfEsri)) throw fileProblem('esri-json');
  throw fileProblem('not-geojson');
}

function simple(geometry: Geometry | null): Geometry | null {
  // As shapefiles of points come out.
  if (geometry?.type === 'MultiPoint' && geometry.coordinates?.length === 1)
    return { type: 'Point', coordinates: geometry.coordinates[0]! };
  if (geometry?.type !== 'GeometryCollection' || !Array.isArray(geometry.geometries))
    return geometry;
  const parts = geometry.geometries.map((part) => simple(part)!);
  if (parts.length === 1) return parts[0]!;
  const polygons = parts.flatMap((part) =>
    part?.type === 'Polygon'
      ? [part.coordinates]
      : part?.type === 'MultiPolygon'
        ? part.coordinates
        : [],
  );
  const isPolygons = parts.every(
    (part) => part?.type === 'Polygon' || part?.type === 'MultiPolygon',
  );
  return isPolygons && parts.length > 0
    ? { type: 'MultiPolygon', coordinates: polygons }
    : geometry;
}
