import { readFile } from 'node:fs/promises';
import type { Feature, Geometry } from 'geojson';
import { AnalysisError } from '../../server/domain/analysis/error.ts';
import { isParquet, readGeoParquet } from '../../server/domain/reading/maps/geoparquet.ts';
import { at, ReadingError } from '../../server/domain/reading/problem.ts';
import { readCrs } from '../../server/domain/reading/shapes/coordinates.ts';
import { readGeoJson } from '../../server/domain/reading/shapes/geojson.ts';
import { readRows } from '../../server/domain/reading/tables/rows.ts';
import { decodeText } from '../../server/domain/reading/texts/text.ts';
import { notesOf } from '../command/read-text.ts';
import type { TextTable } from './columns.ts';
import { isSatscan, readSatscan } from './read-satscan.ts';

/** A file's rows, and the geometry of each where the file was GeoJSON. */
export interface FileTable extends TextTable {
  geometry: Geometry[] | null;
}

/**
 * Reads CSV (a header line; comma, semicolon or tab), GeoJSON or GeoParquet (points become lng, lat columns, whatever its properties
 * say; x, y where its system is not known) or a file of SaTScan. What is to be said of the file is added to `notes`. Throws `input-invalid`.
 */
export async function readTable(file: string, notes: string[] = []): Promise<FileTable> {
  const invalid = (message: string) => new AnalysisError('input-invalid', message);
  try {
    const bytes = await readFile(file);
    if (isParquet(bytes)) return await fromParquet(file, bytes, notes);
    const { text, notes: onText } = at(file, () => decodeText(bytes));
    notes.push(...notesOf(file, onText));
    if (isSatscan(file)) return { ...readSatscan(file, text), geometry: null };
    if (!/^\s*[{[]/.test(text) && !/\.(geo)?json$/i.test(file))
      return { file, ...readRows(text), geometry: null };
    return fromGeoJson(file, text, notes);
  } catch (error) {
    if (error instanceof AnalysisError) throw error;
    if (error instanceof ReadingError)
      throw invalid(error.message.startsWith(file) ? error.message : `${file}: ${error.message}`);
    if ((error as { code?: string }).code) throw invalid(`${file} cannot be read`);
    throw error;
  }
}

function fromGeoJson(file: string, text: string, notes: string[]): FileTable {
  const { features, whole } = readGeoJson(text);
  notes.push(...notesOf(file, readCrs(whole)));
  return fromFeatures(file, features);
}

/** What GeoParquet of a system that is not known is taken for: metres of a plane, as results of such input are written. */
const PLANE = { name: 'plane', inverse: null };

async function fromParquet(file: string, bytes: Uint8Array, notes: string[]): Promise<FileTable> {
  const { features, system } = await readGeoParquet(bytes, PLANE);
  if (system !== PLANE.name) return fromFeatures(file, features);
  notes.push(
    `${file}: its coordinate system is not known, so its places are taken for metres of a plane`,
  );
  return fromFeatures(file, features, ['x', 'y']);
}

/** Features as rows; the place of points stands in the two columns named. */
function fromFeatures(
  file: string,
  features: readonly Feature<Geometry | null>[],
  [east, north]: readonly [string, string] = ['lng', 'lat'],
): FileTable {
  const names = new Set<string>();
  const rows = features.map(({ properties, geometry: shape, id }) => {
    const row: Record<string, string> = {};
    if (id !== undefined) row.id = String(id);
    for (const [name, value] of Object.entries(properties ?? {})) {
      row[name] = value === null || value === undefined ? '' : String(value);
    }
    if (shape?.type === 'Point') {
      row[east] = String(shape.coordinates[0]);
      row[north] = String(shape.coordinates[1]);
    }
    for (const name of Object.keys(row)) names.add(name);
    return row;
  });
  return { file, names: [...names], rows, geometry: features.map(({ geometry }) => geometry!) };
}
