import type { FileMetaData } from 'hyparquet';
import { fileProblem } from '../problem.ts';
import { otherDatum, type System, systemOfCode, systemOfPlain, systemOfWkt } from './systems.ts';

/** A system as PROJJSON has it. */
interface ProjJson {
  type?: string;
  name?: string;
  id?: { authority: string; code: string | number };
}

/** What of a file's metadata is read (GeoParquet 1.1.0). */
interface Column {
  encoding: string;
  /** Absent it is CRS84, and null is unknown; files before 1.0 have WKT. */
  crs?: ProjJson | string | null;
  covering?: { bbox: Record<string, [column: string, ...path: string[]]> };
}

/** Where the places of a Parquet file stand. */
export interface ParquetPlace {
  column: string;
  /** Columns that serve the places and are no property: their bounds, other places of a row. */
  beside: string[];
  /** null where the file says that it is not known. @throws ReadingError where it is not understood. */
  systemOf: () => System | null;
}

/** @throws ReadingError where no column of places is named, or it is no WKB. */
export function placeOf(metadata: FileMetaData): ParquetPlace {
  const text = metadata.key_value_metadata?.find(({ key }) => key === 'geo')?.value;
  if (text === undefined) return nativePlaceOf(metadata);
  const geo = JSON.parse(text) as { primary_column: string; columns: Record<string, Column> };
  const found = geo.columns[geo.primary_column];
  if (found === undefined || !metadata.schema.some(({ name }) => name === geo.primary_column))
    throw fileProblem('no-geoparquet');
  if (found.encoding !== 'WKB') throw fileProblem('parquet-encoding', { encoding: found.encoding });
  const bounds = Object.values(geo.columns).flatMap(({ covering }) =>
    Object.values(covering?.bbox ?? {}).map(([column]) => column),
  );
  const others = Object.keys(geo.columns).filter((name) => name !== geo.primary_column);
  return {
    column: geo.primary_column,
    beside: [...new Set([...bounds, ...others])],
    systemOf: () => systemOf(found.crs),
  };
}

/** The first column of Parquet's own type for places, of files without metadata beside. */
function nativePlaceOf({ schema }: FileMetaData): ParquetPlace {
  const places = schema.flatMap(({ name, logical_type: type }) =>
    type?.type === 'GEOMETRY' || type?.type === 'GEOGRAPHY' ? [{ name, crs: type.crs }] : [],
  );
  const [first, ...others] = places;
  if (first === undefined) throw fileProblem('no-geoparquet');
  return {
    column: first.name,
    beside: others.map(({ name }) => name),
    systemOf: () => systemOf(first.crs),
  };
}

/** The system of PROJJSON, as an object or its text, of a code or of WKT. */
function systemOf(crs: Column['crs']): System | null {
  if (crs === null) return null;
  if (crs === undefined) return systemOfCode(4326)!;
  if (typeof crs === 'string') {
    if (/^\s*\{/.test(crs)) return systemOf(JSON.parse(crs) as ProjJson);
    const code = /^(?:EPSG|srid):(\d+)$/i.exec(crs)?.[1];
    return /^OGC:CRS84$/i.test(crs)
      ? systemOfCode(4326)!
      : systemOfWkt(code ? `EPSG:${code}` : crs);
  }
  const { authority, code } = crs.id ?? {};
  if (authority === 'OGC') return systemOfCode(4326)!;
  const known = authority === 'EPSG' ? systemOfCode(Number(code)) : null;
  if (known) return known;
  const name = crs.name ?? `${authority}:${code}`;
  // With a code that is not understood its datum is another, and what is bound to WGS-84 has one of its own.
  if (crs.id !== undefined || crs.type === 'BoundCRS') throw otherDatum(name);
  return systemOfPlain(name, { isDegrees: crs.type === 'GeographicCRS', parameters: crs });
}
