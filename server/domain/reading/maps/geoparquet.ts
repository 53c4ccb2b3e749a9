import type { Geometry } from 'geojson';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { ReadingError } from '../problem.ts';
import { type ReadFeature, unreadFeature } from '../shapes/read-feature.ts';
import { ofWkb } from '../shapes/well-known.ts';
import { brokenBy, parserProblem } from '../texts/parser-words.ts';
import { placeFeatures } from './in-degrees.ts';
import type { MapFile } from './map-file.ts';
import { placeOf } from './parquet-place.ts';
import type { System } from './systems.ts';

/** How every Parquet file begins. */
export const isParquet = (bytes: Uint8Array) =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 4)) === 'PAR1';

/**
 * Reads GeoParquet of WKB, or Parquet with its own type for places, plain or packed by Snappy. Whole numbers of 64 bits come as their digits, days and moments as ISO.
 * @throws ReadingError where it is cut off, packed or encoded otherwise, or Parquet without a place.
 */
export async function readGeoParquet(bytes: Uint8Array, unnamed: System): Promise<MapFile> {
  // A copy of its own: a buffer of Node may be part of a larger one.
  const file = new Uint8Array(bytes).buffer;
  try {
    const metadata = parquetMetadata(file, { geoparquet: false });
    const { beside, column, systemOf } = placeOf(metadata);
    const rows = await parquetReadObjects({ file, metadata, geoparquet: false, utf8: false });
    const features = rows.map((row, k): ReadFeature => {
      const { [column]: shape, ...rest } = row;
      for (const name of beside) delete rest[name];
      const properties = Object.fromEntries(
        Object.entries(rest).map(([key, v]) => [key, toldAs(v)]),
      );
      try {
        return { type: 'Feature', properties, geometry: geometryOf(shape) };
      } catch (error) {
        const told = parserProblem('parquet', error as Error, 'parquet-broken');
        return unreadFeature([{ ...told, places: [{ code: 'record', value: k + 1 }] }], properties);
      }
    });
    const placed = placeFeatures(features, () => systemOf() ?? unnamed);
    return { format: 'geoparquet', ...placed, notes: [] };
  } catch (error) {
    if (error instanceof ReadingError) throw error;
    throw brokenBy('parquet', 'GeoParquet', [error as Error], 'parquet-broken');
  }
}

/** WKB, or what of Parquet's own type for places is read as GeoJSON already. */
function geometryOf(shape: unknown): Geometry | null {
  if (shape instanceof Uint8Array) return ofWkb(shape).geometry;
  return typeof shape === 'object' && shape !== null && 'type' in shape
    ? (shape as Geometry)
    : null;
}

const MIDNIGHT = /T00:00:00\.000Z$/;

function toldAs(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Date ? value.toISOString().replace(MIDNIGHT, '') : value;
}
