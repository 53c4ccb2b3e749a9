import { DAY_MS } from '../../server/contract/units.ts';
import type { CaseTable } from '../../server/domain/analysis/input/input.ts';
import { isYear, monthOfLabel } from '../../server/domain/reading/times/periods.ts';
import type { TextTable } from './columns.ts';
import type { ValueReader } from './read-values.ts';

export type Step = NonNullable<CaseTable['step']>;

/** Days since 1970 of a column, and what each stands for. */
export interface CaseDates {
  days: Float64Array;
  step: Step;
}

/** The day that a month or a year stands for: its first, or the middle of it in which people are counted (as SaTScan has it). */
const STANDS = {
  first: { month: '01', year: '01-01' },
  middle: { month: '15', year: '07-01' },
};

/** Reads a column of days; where every cell is a month, or a year, those are the steps. Throws `input-invalid` naming the row. */
export function readDates(
  table: TextTable,
  column: string,
  { dayColumn }: ValueReader,
  standsFor: keyof typeof STANDS = 'first',
): CaseDates {
  const labels = table.rows.map((row) => (row[column] ?? '').normalize('NFKC').trim());
  const { month, year } = STANDS[standsFor];
  const read = (step: Step, dayOf: (label: string) => string): CaseDates => {
    const rows = labels.map((label) => ({ [column]: dayOf(label) }));
    return { step, days: dayColumn({ ...table, rows }, column) };
  };
  if (table.step === undefined && labels.every(isYear)) return read('year', (y) => `${y}-${year}`);
  if (table.step === undefined && labels.every((label) => monthOfLabel(label) !== null))
    return read('month', (label) => {
      const known = monthOfLabel(label)!;
      return `${known.year}-${known.month}-${month}`;
    });
  return read(table.step ?? 'day', (label) => label);
}

/** Last day of what a day stands for: of its month or year. */
export function endOf(day: number, step: Step): number {
  if (step === 'day') return day;
  const date = new Date(day * DAY_MS);
  const months = step === 'month' ? date.getUTCMonth() + 1 : 12;
  return Date.UTC(date.getUTCFullYear(), months, 1) / DAY_MS - 1;
}
