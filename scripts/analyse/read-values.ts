import { DAY_MS } from '../../server/contract/units.ts';
import { AnalysisError } from '../../server/domain/analysis/error.ts';
import type { TextTable } from './columns.ts';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A column of numbers. Throws `input-invalid` naming the row. */
export function numberColumn(table: TextTable, column: string): Float64Array {
  return Float64Array.from(table.rows, (row, i) => {
    const text = (row[column] ?? '').trim();
    if (!NUMBER.test(text)) {
      throw new AnalysisError(
        'input-invalid',
        `${table.file} row ${i + 1}: ${column} is ${JSON.stringify(text)}, not a number`,
      );
    }
    return Number(text);
  });
}

/** A column of times as Unix ms: days since 1970 as a number, or ISO 8601, UTC where no offset is given. */
export function timeColumn(table: TextTable, column: string): Float64Array {
  return Float64Array.from(table.rows, (row, i) => {
    const t = readTime(row[column] ?? '');
    if (Number.isFinite(t)) return t;
    throw new AnalysisError(
      'input-invalid',
      `${table.file} row ${i + 1}: ${column} is ${JSON.stringify(row[column] ?? '')}, neither ISO time nor days`,
    );
  });
}

/** One time as Unix ms, NaN when it cannot be read. */
export function readTime(given: string): number {
  const text = given.trim();
  if (NUMBER.test(text)) return Number(text) * DAY_MS;
  if (!/^\d{4}-\d\d/.test(text)) return Number.NaN;
  const iso = text.replace(' ', 'T');
  return Date.parse(/T/.test(iso) && !/(z|[+-]\d\d:?\d\d)$/i.test(iso) ? `${iso}Z` : iso);
}
