import { writeFile } from 'node:fs/promises';
import type { FeatureCollection, Geometry } from 'geojson';
import { AnalysisError } from '../../server/domain/analysis/error.ts';
import type { Cell, MethodResult, ResultTable } from '../../server/domain/analysis/method.ts';

/** Writes a result by the ending of the file: .json whole, .csv and .geojson one table. */
export async function writeResult(file: string, result: MethodResult, tableName?: string) {
  const table = tableNamed(result, tableName);
  const chunks = /\.geojson$/i.test(file)
    ? [JSON.stringify(toGeoJson(table))]
    : /\.csv$/i.test(file)
      ? toCsv(table)
      : /\.json$/i.test(file)
        ? [`${JSON.stringify(toJson(result))}\n`]
        : null;
  if (chunks === null) {
    throw new AnalysisError(
      'parameter-invalid',
      `--out ${file}: ends neither in .json, .csv nor .geojson`,
    );
  }
  await writeFile(file, chunks);
}

function tableNamed(result: MethodResult, name: string | undefined): ResultTable {
  if (name === undefined) return result.table;
  const found = result.tables?.[name];
  if (found !== undefined) return found;
  const names = Object.keys(result.tables ?? {}).join(', ') || 'none';
  throw new AnalysisError('parameter-invalid', `--table ${name}: further tables are ${names}`);
}

/** Rows of a table as records. */
export function toRows({ columns }: ResultTable): Record<string, Cell>[] {
  const names = Object.keys(columns);
  const length = names.length === 0 ? 0 : columns[names[0]!]!.length;
  return Array.from({ length }, (_, i) =>
    Object.fromEntries(names.map((name) => [name, plain(columns[name]![i]!)])),
  );
}

/** A number that is none (no variance, no neighbours) is told as null. */
const plain = (value: Cell): Cell =>
  typeof value === 'number' && !Number.isFinite(value) ? null : value;

/** The whole result: figures, notes, the main table as `rows` and further tables by name. */
export function toJson(result: MethodResult) {
  const tables = Object.entries(result.tables ?? {}).map(([name, table]) => [name, toRows(table)]);
  return {
    summary: result.summary,
    notes: result.notes,
    rows: toRows(result.table),
    tables: Object.fromEntries(tables),
  };
}

function toCsv({ columns }: ResultTable): Iterable<string> {
  const names = Object.keys(columns);
  const length = names.length === 0 ? 0 : columns[names[0]!]!.length;
  return (function* () {
    yield `${names.map(csvField).join(',')}\n`;
    for (let i = 0; i < length; i++) {
      yield `${names.map((name) => csvField(plain(columns[name]![i]!))).join(',')}\n`;
    }
  })();
}

function csvField(value: Cell): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Features of the rows' own geometry, else points of lng, lat or x, y. */
function toGeoJson(table: ResultTable): FeatureCollection<Geometry | null> {
  const point = (row: Record<string, Cell>): Geometry | null => {
    const at = [row.lng ?? row.x, row.lat ?? row.y];
    return at.every((v) => typeof v === 'number')
      ? { type: 'Point', coordinates: at as number[] }
      : null;
  };
  return {
    type: 'FeatureCollection',
    features: toRows(table).map((row, i) => ({
      type: 'Feature',
      geometry: table.geometry === undefined ? point(row) : (table.geometry[i] ?? null),
      properties: row,
    })),
  };
}
