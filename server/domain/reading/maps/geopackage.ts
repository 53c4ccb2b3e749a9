import type { Geometry } from 'geojson';
import initSqlite, { type Database } from 'sql.js';
import { type FileProblem, placedAt } from '../../../contract/file-problem.ts';
import { collectFaults, fileProblem, ReadingError } from '../problem.ts';
import { type ReadFeature, unreadFeature } from '../shapes/read-feature.ts';
import { ofWkb } from '../shapes/well-known.ts';
import { brokenBy, parserProblem } from '../texts/parser-words.ts';
import { placeFeatures } from './in-degrees.ts';
import { joinMaps, type MapFile } from './map-file.ts';
import { otherDatum, type System, systemOfCode, systemOfWkt } from './systems.ts';

/** How every SQLite file begins. */
export const isSqlite = (bytes: Uint8Array) =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 15)) === 'SQLite format 3';

interface Layer {
  table: string;
  column: string;
  srs: number;
}

/** Reads the feature tables of a GeoPackage (OGC 12-128r19) one after the other. @throws ReadingError where it has none. */
export async function readGeoPackage(bytes: Uint8Array, unnamed: System): Promise<MapFile> {
  const { Database: Opened } = await initSqlite();
  const file = new Opened(bytes);
  try {
    const layers = rows(
      file,
      `select table_name as "table", column_name as "column", srs_id as srs from gpkg_geometry_columns`,
    ) as unknown as Layer[];
    if (layers.length === 0) throw fileProblem('gpkg-empty');
    const parts = layers.map((layer) => {
      const { attempt, faults } = collectFaults();
      const features = attempt(() => featuresOf(file, layer)) ?? [];
      const placed = placeFeatures(features, () => systemOf(file, layer.srs) ?? unnamed);
      const all = placedAt(layer.table, [...faults, ...placed.faults]);
      return { ...placed, faults: all, notes: [] };
    });
    return { format: 'geopackage', ...joinMaps(parts) };
  } catch (error) {
    if (error instanceof ReadingError) throw error;
    throw broken(error);
  } finally {
    file.close();
  }
}

const broken = (error: unknown) =>
  brokenBy('database', 'GeoPackage', [error as Error], 'gpkg-broken');

type Row = Record<string, string | number | bigint | Uint8Array | null>;

/** What the library's types leave out: whole numbers of 18 digits as they are. */
interface Statement {
  step(): boolean;
  getAsObject(params: null, options: { useBigInt: true }): Row;
  free(): void;
}

function rows(file: Database, statement: string): Row[] {
  const prepared = file.prepare(statement) as unknown as Statement;
  const found: Row[] = [];
  while (prepared.step()) found.push(prepared.getAsObject(null, { useBigInt: true }));
  prepared.free();
  return found;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Rows of a layer. @throws ReadingError where its table is not there, or not whole. */
function rowsOf(file: Database, table: string): Row[] {
  try {
    return rows(file, `select * from ${quoted(table)}`);
  } catch (error) {
    throw broken(error);
  }
}

function featuresOf(file: Database, { table, column }: Layer): ReadFeature[] {
  return rowsOf(file, table).map((row, k) => {
    const { [column]: blob, ...others } = row;
    const properties = Object.fromEntries(
      Object.entries(others).map(([key, value]) => [
        key,
        typeof value === 'bigint' ? String(value) : value,
      ]),
    );
    try {
      const geometry = blob instanceof Uint8Array ? geometryOf(blob) : null;
      return { type: 'Feature', properties, geometry };
    } catch (error) {
      const told = parserProblem('database', error as Error, 'gpkg-broken');
      const places: FileProblem['places'] = [
        { code: 'named', value: table },
        { code: 'record', value: k + 1 },
      ];
      return unreadFeature([{ ...told, places }], properties);
    }
  });
}

/** Bytes of the envelope of a geometry by its indicator (OGC 12-128r19, 2.1.3). */
const ENVELOPES = [0, 32, 48, 48, 64];

function geometryOf(blob: Uint8Array): Geometry | null {
  if (blob[0] !== 0x47 || blob[1] !== 0x50) throw new Error('a geometry does not begin with GP');
  const flags = blob[3]!;
  const isEmpty = (flags & 0x10) !== 0;
  if (isEmpty) return null;
  const envelope = ENVELOPES[(flags >> 1) & 7];
  if (envelope === undefined) throw new Error('a geometry has an envelope of no known kind');
  return ofWkb(blob.subarray(8 + envelope)).geometry;
}

function systemOf(file: Database, srs: number): System | null {
  const id = Number(srs);
  // -1 and 0 are what a GeoPackage calls undefined.
  if (id <= 0) return null;
  const [row] = rows(
    file,
    `select srs_name as name, organization as org, organization_coordsys_id as code, definition from gpkg_spatial_ref_sys where srs_id = ${id}`,
  );
  const known = /epsg/i.test(String(row?.org ?? 'epsg'))
    ? systemOfCode(Number(row?.code ?? id))
    : null;
  if (known) return known;
  if (row && typeof row.definition === 'string' && /^\s*(PROJ|GEOG)/i.test(row.definition))
    return systemOfWkt(row.definition);
  throw otherDatum(String(row?.name ?? `EPSG:${id}`));
}
