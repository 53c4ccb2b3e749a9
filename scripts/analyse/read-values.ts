import { DAY_MS } from '../../server/contract/units.ts';
import { AnalysisError } from '../../server/domain/analysis/error.ts';
import { isUnknown, readNumber } from '../../server/domain/reading/numbers.ts';
import { ReadingError } from '../../server/domain/reading/problem.ts';
import { readDegrees } from '../../server/domain/reading/shapes/coordinates.ts';
import { createTimeReader, type TimeFormat } from '../../server/domain/reading/times/times.ts';
import type { TextTable } from './columns.ts';

/** What numbers of a column may be beside numbers. */
export interface NumberRules {
  /** Whether unknown values may stand there, as NaN; refused unless told. */
  unknown?: boolean;
  /** Degrees, in which 1,234 is a decimal comma; elsewhere it is refused. */
  isCoordinate?: boolean;
  /** Numbers below 0 make no sense. */
  least?: number;
}

/** The readers of a study's files: one zone and one way of writing times for all. */
export function createValueReader(timeZone = 'UTC', format?: TimeFormat) {
  const options = { timeZone, format, bare: ['days'] } as const;
  const times = createTimeReader(options);
  const days = createTimeReader(options, { ofDays: true });
  return {
    times,
    notes: () => [...times.notes(), ...days.notes()],
    /** A column of days as days since 1970. Throws `input-invalid` naming the row. */
    dayColumn: (table: TextTable, column: string): Float64Array =>
      columnOf(table, column, (text) => Math.floor(days.read(text, column) / DAY_MS)),
    /** A column of times as Unix ms. Throws `input-invalid` naming the row. */
    timeColumn: (table: TextTable, column: string): Float64Array =>
      columnOf(table, column, (text) => times.read(text, column)),
  };
}
export type ValueReader = ReturnType<typeof createValueReader>;

/** A column of numbers. Throws `input-invalid` naming the row. */
export const numberColumn = (
  table: TextTable,
  column: string,
  { unknown = false, isCoordinate = false, least = Number.NEGATIVE_INFINITY }: NumberRules = {},
): Float64Array =>
  columnOf(table, column, (text) => {
    if (isUnknown(text)) {
      if (unknown) return Number.NaN;
      throw new ReadingError('it is unknown, and a number is needed');
    }
    const value = isCoordinate ? readDegrees(text)! : readNumber(text, { comma: 'refused' })!;
    if (value < least) throw new ReadingError(`it must not lie below ${least}`);
    return value;
  });

function columnOf(table: TextTable, column: string, read: (text: string) => number): Float64Array {
  return Float64Array.from(table.rows, (row, i) => {
    const text = (row[column] ?? '').trim();
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof ReadingError)) throw error;
      throw new AnalysisError(
        'input-invalid',
        `${table.file} row ${i + 1}: ${column} is ${JSON.stringify(text)}, not readable: ${error.message}`,
      );
    }
  });
}
