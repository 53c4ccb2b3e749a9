import type { Feature, Geometry } from 'geojson';
import { type FilePlace, problem } from '../../../contract/file-problem.ts';
import { firstOf, ReadingError, unreadable } from '../problem.ts';
import { readJson } from '../texts/json.ts';
import { type ReadFeature, unreadFeature } from './read-feature.ts';

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
 * @throws ReadingError in words where any of it is none of these.
 */
export function readGeoJson(text: string): FeatureFile {
  const { features, whole } = readSomeGeoJson(text);
  const unread = features.flatMap((one) => one.unread ?? []);
  if (unread.length > 0) throw unreadable(firstOf(unread));
  return { features, whole };
}

/** The same; a feature that cannot be read is kept with why. @throws ReadingError where the text is no JSON as a whole. */
export function readSomeGeoJson(
  text: string,
): Omit<FeatureFile, 'features'> & { features: ReadFeature[] } {
  const parts = documentsOf(text.replace(/^\uFEFF/, ''));
  const features = parts.flatMap((part) =>
    part.unread ? [unreadFeature(part.unread)] : featuresOf(part.json, part.places),
  );
  return {
    features: features.map((one) => withId({ ...one, geometry: simple(one.geometry) })),
    whole: parts.find(({ unread }) => !unread)?.json,
  };
}

/** What one document of a text holds, or why that cannot be read, and where it stands. */
interface Part extends Pick<ReadFeature, 'unread'> {
  json?: unknown;
  places?: FilePlace[];
}

/** A feature whose properties have its own identity too (RFC 7946, 3.2), which is the code of some. */
const withId = ({ id, ...feature }: ReadFeature): ReadFeature =>
  id === undefined || (feature.properties && 'id' in feature.properties)
    ? { ...(id === undefined ? {} : { id }), ...feature }
    : { id, ...feature, properties: { id, ...feature.properties } };

const WHOLE_LINE = /^\s*\{.*\}\s*$/;

function documentsOf(text: string): Part[] {
  try {
    return [{ json: readJson(text) }];
  } catch (error) {
    const lines = (text.includes(RECORD_SEPARATOR) ? recordsOf(text) : linesOf(text)).filter(
      ({ line }) => line.trim() !== '',
    );
    const whole = lines.filter(({ line }) => WHOLE_LINE.test(line));
    const isOfLines = whole[0] === lines[0] || 2 * whole.length >= lines.length;
    if (lines.length < 2 || whole.length === 0 || !isOfLines) throw error;
    return lines.map(({ line, place }): Part => {
      try {
        return { json: readJson(line), places: [place] };
      } catch (inLine) {
        if (!(inLine instanceof ReadingError)) throw inLine;
        const here = { line: place.value };
        return {
          unread: inLine.problems.map((one) => ({ ...one, values: { ...one.values, ...here } })),
        };
      }
    });
  }
}

interface Line {
  line: string;
  place: { code: 'line'; value: number };
}

const linesOf = (text: string): Line[] =>
  text.split('\n').map((line, k) => ({ line, place: { code: 'line', value: k + 1 } }));

/** Texts of a sequence, each of as many lines as it likes, with the line it begins in. */
function recordsOf(text: string): Line[] {
  let value = 1;
  return text.split(RECORD_SEPARATOR).map((record) => {
    const place = { code: 'line', value } as const;
    value += record.split('\n').length - 1;
    return { line: record.trimEnd().replaceAll('\n', ' '), place };
  });
}

/** As ArcGIS servers answer: attributes instead of properties, rings instead of coordinates. */
const isOfEsri = (feature: unknown) =>
  typeof feature === 'object' && feature !== null && 'attributes' in feature;

function featuresOf(part: unknown, places?: FilePlace[]): ReadFeature[] {
  const none = (code: 'topojson' | 'esri-json' | 'not-geojson') => [
    unreadFeature([{ ...problem(code), ...(places ? { places } : {}) }]),
  ];
  if (Array.isArray(part)) return part.flatMap((one) => featuresOf(one, places));
  const { type, features } = (part ?? {}) as { type?: unknown; features?: unknown };
  if (type === 'FeatureCollection' && Array.isArray(features))
    return features.flatMap((one: ReadFeature | null) => {
      if (typeof one !== 'object' || one === null) return none('not-geojson');
      // Layers put together, each a collection.
      return (one as { type: string }).type === 'FeatureCollection'
        ? featuresOf(one, places)
        : [one];
    });
  if (type === 'Feature') return [part as Feature];
  if (GEOMETRIES.includes(type as string))
    return [{ type: 'Feature', properties: {}, geometry: part as Geometry }];
  if (type === 'Topology') return none('topojson');
  if (Array.isArray(features) && features.some(isOfEsri)) return none('esri-json');
  return none('not-geojson');
}

/** A collection or MultiPoint of one as that one, a collection of polygons as a MultiPolygon. */
export function simple(geometry: Geometry | null): Geometry | null {
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
