import { utils, write } from '@e965/xlsx';

/** A workbook of one sheet, as a spreadsheet program saves it; numbers and dates stay such. */
export function spreadsheet(rows: readonly (readonly unknown[])[]): Uint8Array<ArrayBuffer> {
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet(rows as unknown[][], { cellDates: false }),
    '名单',
  );
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }));
}
