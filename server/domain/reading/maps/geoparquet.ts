import type { Feature, Geometry } from 'geojson';
import { type FileMetaData, parquetMetadata, parquetReadObjects } from 'hyparquet';
import wkx from 'wkx';
import { fileProblem, ReadingError } from '../problem.ts';
import { brokenBy } from '../texts/parser-words.ts';
import { inDegrees } from './in-degrees.ts';
import type { MapFile } from './map-file.ts';
import { otherDatum, type System, systemOfCode } from './systems.ts';

/** How every Parquet file begins. */
export const isParquet = (bytes: Uint8Array) =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 4)) === 'PAR1';

/** What of a file's metadata is read (GeoParquet 1.1.0). */
interface Column {
  encoding: string;
  /** PROJJSON; absent it is CRS84, and null is unknown. */
  crs?: { id?: { authority: string; code: string | number }; name?: string } | null;
  covering?: { bbox: Record<string, [column: string, ...path: string[]]> };
}

/**
 * Reads GeoParquet of WKB, plain or packed by Snappy. Whole numbers of 64 bits come as their digits, days and moments as ISO.
 * @throws ReadingError where it is cut off, packed or encoded otherwise, or Parquet without a place.
 */
export async function readGeoParquet(bytes: Uint8Array, unnamed: System): Promise<MapFile> {
  const file = bytes.slice().buffer;
  try {
    const metadata = parquetMetadata(file, { geoparquet: false });
    const { name, column } = placeOf(metadata);
    const bounds = Object.values(column.covering?.bbox ?? {})[0]?.[0];
    const rows = await parquetReadObjects({ file, metadata, geoparquet: false, utf8: false });
    const system = systemOf(column.crs) ?? unnamed;
    const features = rows.map((row): Feature<Geometry | null> => {
      const { [name]: wkb, ...rest } = row;
      if (bounds !== undefined) delete rest[bounds];
      return {
        type: 'Feature',
        properties: Object.fromEntries(Object.entries(rest).map(([key, v]) => [key, toldAs(v)])),
        geometry:
          wkb instanceof Uint8Array
            ? (wkx.Geometry.parse(Buffer.from(wkb)).toGeoJSON() as Geometry)
            : null,
      };
    });
    return {
      format: 'geoparquet',
      system: system.name,
      features: inDegrees(features, system),
      notes: [],
    };
  } catch (error) {
    if (error instanceof ReadingError) throw error;
    throw brokenBy('parquet', 'GeoParquet', [error as Error], 'parquet-broken');
  }
}

/** The main column of places. @throws ReadingError where none is named, or it is no WKB. */
function placeOf(metadata: FileMetaData): { name: string; column: Column } {
  const text = metadata.key_value_metadata?.find(({ key }) => key === 'geo')?.value;
  if (text === undefined) throw fileProblem('no-geoparquet');
  const geo = JSON.parse(text) as { primary_column: string; columns: Record<string, Column> };
  const column = geo.columns[geo.primary_column]!;
  if (column.encoding !== 'WKB')
    throw fileProblem('parquet-encoding', { encoding: column.encoding });
  return { name: geo.primary_column, column };
}

function systemOf(crs: Column['crs']): System | null {
  if (crs === null) return null;
  const { authority, code } = crs?.id ?? {};
  if (crs === undefined || authority === 'OGC') return systemOfCode(4326)!;
  const known = authority === 'EPSG' ? systemOfCode(Number(code)) : null;
  if (known) return known;
  throw otherDatum(crs.name ?? `${authority}:${code}`);
}

const MIDNIGHT = /T00:00:00\.000Z$/;

function toldAs(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Date ? value.toISOString().replace(MIDNIGHT, '') : value;
}
