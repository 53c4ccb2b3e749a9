import { type CellObject, utils, write } from '@e965/xlsx';
import type { Sheet, Value } from './sheet.ts';

/** How a spreadsheet shows a number, by unit of the definitions. */
const FORMATS: Record<string, string> = { share: '0.0%', min: '0', count: '0' };
/** What a spreadsheet does not take in the name of a sheet, and how long one may be. */
const NOT_IN_NAMES = /[\\/?*[\]:]/g;
const NAME_MAX = 31;

const cellOf = (value: Value): CellObject | null =>
  value === null
    ? null
    : typeof value === 'string'
      ? { t: 's', v: value, z: '@' }
      : { t: 'n', v: value.value, z: FORMATS[value.unit] ?? 'General' };

/** A sheet as a spreadsheet, a tab for each of its tables; figures stay numbers. */
export function toXlsx(sheet: Sheet): Uint8Array {
  const book = utils.book_new();
  for (const { header, rows, title } of sheet.sections) {
    const head = [[sheet.title], [sheet.subtitle], [], header];
    const page = utils.aoa_to_sheet([...head, ...rows.map((row) => row.map(cellOf))]);
    page['!cols'] = header.map((name, k) => ({
      wch: k === 0 ? 30 : Math.max(10, 2 * name.length),
    }));
    utils.book_append_sheet(book, page, title.replaceAll(NOT_IN_NAMES, ' ').slice(0, NAME_MAX));
  }
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }));
}
