import type { Feature, Geometry } from 'geojson';
import { csvField, defuse } from '../../contract/csv.ts';
import { type StoredNote, tellNotes } from '../../contract/studies/tell-notes.ts';
import { AnalysisError } from './error.ts';
import type { Cell, MethodResult, ResultTable } from './method.ts';

export const lengthOf = ({ columns }: ResultTable) => Object.values(columns)[0]?.length ?? 0;

/** A number that is none (no variance, no neighbours) is told as null. */
export const plain = (value: Cell): Cell =>
  typeof value === 'number' && !Number.isFinite(value) ? null : value;

/** Rows of a table as records, with the row's own geometry where it has one. */
export function toRows(table: ResultTable): Record<string, unknown>[] {
  const columns = Object.entries(table.columns);
  const { geometry } = table;
  return Array.from({ length: lengthOf(table) }, (_, i) => ({
    ...Object.fromEntries(columns.map(([name, values]) => [name, plain(values[i]!)])),
    ...(geometry === undefined ? {} : { geometry: geometry[i] ?? null }),
  }));
}

/** A result whose notes may be sentences: those of an older one, or what the reading of its files had to tell. */
export type StoredResult = Omit<MethodResult, 'notes'> & { notes: readonly StoredNote[] };

/** The whole result: figures, notes, the main table as `rows` and further tables by name. */
export function toJson(result: StoredResult) {
  const tables = Object.entries(result.tables ?? {}).map(([name, table]) => [name, toRows(table)]);
  return {
    summary: result.summary,
    ...tellNotes(result.notes),
    rows: toRows(result.table),
    tables: Object.fromEntries(tables),
  };
}

/** Lines of a CSV file (RFC 4180, LF), the names first. */
export function* toCsv(table: ResultTable): Generator<string> {
  const columns = Object.entries(table.columns);
  const length = lengthOf(table);
  let lines = `${columns.map(([name]) => csvField(name)).join(',')}\n`;
  for (let i = 0; i < length; i++) {
    lines += `${columns.map(([, values]) => csvField(textOf(plain(values[i]!)))).join(',')}\n`;
    // A write a thousand lines, not one a line.
    if (i % 1000 !== 999) continue;
    yield lines;
    lines = '';
  }
  yield lines;
}

function textOf(value: Cell | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return defuse(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * A GeoJSON file in pieces: features of the rows' own geometry, else points of lng, lat or x, y. Throws
 * `parameter-invalid` for metres of a plane: GeoJSON has degrees of WGS-84 only (RFC 7946).
 */
export function toGeoJson(table: ResultTable): Generator<string> {
  if (table.isPlanar === true) {
    throw new AnalysisError(
      'parameter-invalid',
      'GeoJSON holds degrees (RFC 7946), and these are metres of a plane without a name: take csv, json or parquet',
    );
  }
  return features(table);
}

function* features(table: ResultTable): Generator<string> {
  const shapes = geometryOf(table);
  const columns = Object.entries(table.columns);
  const length = lengthOf(table);
  let text = '{"type":"FeatureCollection","features":[';
  for (let i = 0; i < length; i++) {
    const properties = Object.fromEntries(
      columns.map(([name, values]) => [name, plain(values[i]!)]),
    );
    const feature: Feature<Geometry | null> = {
      type: 'Feature',
      geometry: shapes[i] ?? null,
      properties,
    };
    text += `${i === 0 ? '' : ','}${JSON.stringify(feature)}`;
    // A write a thousand features, not one a feature.
    if (i % 1000 !== 999) continue;
    yield text;
    text = '';
  }
  yield `${text}]}`;
}

/** Geometry of every row: its own, else a point of lng, lat or x, y; null where there is none. */
export function geometryOf(table: ResultTable): (Geometry | null)[] {
  if (table.geometry) return table.geometry;
  const { columns } = table;
  const [x, y] = [columns.lng ?? columns.x, columns.lat ?? columns.y];
  return Array.from({ length: lengthOf(table) }, (_, i) => {
    const at = [x?.[i], y?.[i]];
    return at.every((value) => typeof value === 'number' && Number.isFinite(value))
      ? { type: 'Point', coordinates: at as number[] }
      : null;
  });
}
