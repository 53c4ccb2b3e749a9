import { utils, write } from '@e965/xlsx';

/** A workbook of one sheet, as a spreadsheet program saves it; numbers and dates stay such. `merged`: ranges that are one cell, `A2:A3`. */
export function spreadsheet(
  rows: readonly (readonly unknown[])[],
  merged: readonly string[] = [],
): Uint8Array<ArrayBuffer> {
  const book = utils.book_new();
  const sheet = utils.aoa_to_sheet(rows as unknown[][], { cellDates: false });
  if (merged.length) sheet['!merges'] = merged.map((range) => utils.decode_range(range));
  utils.book_append_sheet(book, sheet, '名单');
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }));
}
