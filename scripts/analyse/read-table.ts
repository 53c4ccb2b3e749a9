import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { AnalysisError } from '../../server/domain/analysis/error.ts';
import type { TextTable } from './columns.ts';
import { isSatscan, readSatscan } from './read-satscan.ts';

/** A file's rows, and the geometry of each where the file was GeoJSON. */
export interface FileTable extends TextTable {
  geometry: Geometry[] | null;
}

/** Reads CSV (header line, comma), GeoJSON (features; points become lng, lat columns) or a file of SaTScan. Throws `input-invalid`. */
export async function readTable(file: string): Promise<FileTable> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new AnalysisError('input-invalid', `${file} cannot be read`);
  });
  if (isSatscan(file)) return { ...readSatscan(file, text), geometry: null };
  return /\.(geo)?json$/i.test(file) ? fromGeoJson(file, text) : fromCsv(file, text);
}

function fromCsv(file: string, text: string): FileTable {
  try {
    const lines: string[][] = parse(text, { bom: true, skip_empty_lines: true, trim: true });
    const names = lines[0] ?? [];
    const rows = lines.slice(1).map((line) => {
      const row: Record<string, string> = {};
      for (let k = 0; k < names.length; k++) row[names[k]!] = line[k] ?? '';
      return row;
    });
    return { file, names, rows, geometry: null };
  } catch (error) {
    throw new AnalysisError('input-invalid', `${file}: ${(error as Error).message}`);
  }
}

function fromGeoJson(file: string, text: string): FileTable {
  const features = parseFeatures(file, text);
  const geometry = features.map((feature) => feature.geometry);
  const names = new Set<string>();
  const rows = features.map(({ properties, geometry: shape, id }) => {
    const row: Record<string, string> = {};
    if (id !== undefined) row.id = String(id);
    for (const [name, value] of Object.entries(properties ?? {})) {
      row[name] = value === null || value === undefined ? '' : String(value);
    }
    if (shape?.type === 'Point') {
      row.lng = String(shape.coordinates[0]);
      row.lat = String(shape.coordinates[1]);
    }
    for (const name of Object.keys(row)) names.add(name);
    return row;
  });
  return { file, names: [...names], rows, geometry };
}

function parseFeatures(file: string, text: string): Feature[] {
  let parsed: FeatureCollection | Feature | Geometry;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new AnalysisError('input-invalid', `${file}: ${(error as Error).message}`);
  }
  if (parsed.type === 'FeatureCollection') return parsed.features;
  if (parsed.type === 'Feature') return [parsed];
  if (typeof parsed.type !== 'string') {
    throw new AnalysisError('input-invalid', `${file} is not GeoJSON`);
  }
  return [{ type: 'Feature', geometry: parsed as Geometry, properties: {} }];
}
