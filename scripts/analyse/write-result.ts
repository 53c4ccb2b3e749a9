import { writeFile } from 'node:fs/promises';
import { AnalysisError } from '../../server/domain/analysis/error.ts';
import {
  type StoredResult,
  toCsv,
  toGeoJson,
  toJson,
} from '../../server/domain/analysis/formats.ts';
import { toGeoParquet } from '../../server/domain/analysis/geoparquet.ts';
import type { ResultTable } from '../../server/domain/analysis/method.ts';

type Content = string | Uint8Array | Iterable<string>;

/** By the ending of the file: .json is the whole result, the others one table. */
const FORMATS: Record<string, (table: ResultTable, result: StoredResult) => Content> = {
  json: (_table, result) => `${JSON.stringify(toJson(result))}\n`,
  csv: (table) => toCsv(table),
  geojson: (table) => toGeoJson(table),
  parquet: (table) => new Uint8Array(toGeoParquet(table)),
};

/** Writes a result, or one of its tables, as the ending of the file says. */
export async function writeResult(file: string, result: StoredResult, tableName?: string) {
  const format = FORMATS[file.split('.').at(-1)!.toLowerCase()];
  if (!format) {
    const endings = Object.keys(FORMATS).map((ending) => `.${ending}`);
    throw new AnalysisError(
      'parameter-invalid',
      `--out ${file}: ends in none of ${endings.join(', ')}`,
    );
  }
  await writeFile(file, format(tableNamed(result, tableName), result));
}

function tableNamed(result: StoredResult, name: string | undefined): ResultTable {
  if (name === undefined) return result.table;
  const found = result.tables?.[name];
  if (found !== undefined) return found;
  const names = Object.keys(result.tables ?? {}).join(', ') || 'none';
  throw new AnalysisError('parameter-invalid', `--table ${name}: further tables are ${names}`);
}
