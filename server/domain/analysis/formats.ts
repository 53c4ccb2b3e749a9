import type { Feature, Geometry } from 'geojson';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { type StoredNote, tellNotes } from '../../contract/studies/tell-notes.ts';
import { AnalysisError } from './error.ts';
import type { Cell, MethodResult, ResultTable } from './method.ts';

const lengthOf = ({ columns }: ResultTable) => Object.values(columns)[0]?.length ?? 0;

/** A number that is none (no variance, no neighbours) is told as null. */
const plain = (value: Cell): Cell =>
  typeof value === 'number' && !Number.isFinite(value) ? null : value;

/** Rows of a table as records. */
export function toRows(table: ResultTable): Record<string, Cell>[] {
  const columns = Object.entries(table.columns);
  return Array.from({ length: lengthOf(table) }, (_, i) =>
    Object.fromEntries(columns.map(([name, values]) => [name, plain(values[i]!)])),
  );
}

/** A result with what the reading of its files had to tell, in sentences, before its own notes. */
export type ToldResult = Omit<MethodResult, 'notes'> & { notes: readonly StoredNote[] };

/** The whole result: figures, notes, the main table as `rows` and further tables by name. */
export function toJson(result: ToldResult) {
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
    lines += `${columns.map(([, values]) => csvField(plain(values[i]!))).join(',')}\n`;
    // A write a thousand lines, not one a line.
    if (i % 1000 !== 999) continue;
    yield lines;
    lines = '';
  }
  yield lines;
}

function csvField(value: Cell | undefined): string {
  if (value === null || value === undefined) return '';
  const text =
    typeof value === 'string'
      ? defused(value)
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A text that a spreadsheet would run as a formula, led by an apostrophe, which makes it text there (OWASP, CSV injection). */
const defused = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** A GeoJSON file in pieces: features of the rows' own geometry, else points of lng, lat or x, y. */
export function* toGeoJson(table: ResultTable): Generator<string> {
  // GeoJSON knows degrees only (RFC 7946, 4).
  if (table.isPlanar)
    throw new AnalysisError(
      'parameter-invalid',
      'planar metres are of no known place on the globe, and GeoJSON is in degrees; take csv or parquet',
    );
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

/** A GeoParquet 1.1 file: the columns, and `geometry` as WKB where the rows have a place. */
export function toGeoParquet(table: ResultTable): ArrayBuffer {
  const shapes = geometryOf(table);
  const hasPlaces = shapes.some((shape) => shape !== null);
  const columnData = Object.entries(table.columns).map(([name, values]) => ({
    name,
    ...parquetColumn(Array.from(values as ArrayLike<Cell>, plain)),
  }));
  if (!hasPlaces) return parquetWriteBuffer({ columnData });
  const types = new Set(shapes.flatMap((shape) => (shape ? [shape.type] : [])));
  return parquetWriteBuffer({
    columnData: [...columnData, { name: 'geometry', type: 'GEOMETRY', data: shapes }],
    kvMetadata: [
      {
        key: 'geo',
        value: JSON.stringify({
          version: '1.1.0',
          primary_column: 'geometry',
          columns: {
            geometry: {
              encoding: 'WKB',
              geometry_types: [...types].sort(),
              // Left out, it would mean WGS-84.
              ...(table.isPlanar ? { crs: null } : {}),
            },
          },
        }),
      },
    ],
  });
}

function parquetColumn(values: Cell[]) {
  const given = values.filter((value) => value !== null && value !== undefined);
  if (given.every((value) => typeof value === 'number'))
    return { type: 'DOUBLE' as const, data: values };
  if (given.every((value) => typeof value === 'boolean'))
    return { type: 'BOOLEAN' as const, data: values };
  const text = (value: Cell) =>
    value === null || value === undefined
      ? null
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  return { type: 'STRING' as const, data: values.map(text) };
}

function geometryOf(table: ResultTable): (Geometry | null)[] {
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
