/** An H3 cell, lower-case hex, as the 64-bit index it stands for: how the store and frames of heat keep it. */
export const cellToBigint = (cell: string): bigint => BigInt(`0x${cell}`);

/** What all cells of resolution 12 begin with (mode and resolution), and the unused digits they end with: 8c and nine bits (the index layout of H3). */
const [BEGIN, END_BITS] = ['8c', 9];
const [HALVES, END] = [2 ** END_BITS, 2 ** END_BITS - 1];

/** A cell of resolution 12, lower-case hex, as a number of 43 bits: base cell and twelve digits, what is not the same in all of them. */
export const cellNumber = (cell: string): number =>
  Math.floor(Number.parseInt(cell.slice(BEGIN.length), 16) / HALVES);

/** The cell of such a number, lower-case hex. */
export const cellOfNumber = (number: number): string =>
  BEGIN + (number * HALVES + END).toString(16).padStart(13, '0');

/** The 64-bit index of such a number, its higher and its lower 32 bits. */
export const indexOfNumber = (number: number): [high: number, low: number] => [
  0x8c00000 + Math.floor(number / 2 ** (32 - END_BITS)),
  (number % 2 ** (32 - END_BITS)) * HALVES + END,
];
