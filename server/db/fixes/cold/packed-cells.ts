import { doubles } from '../../store/binary-columns.ts';

/** Of a cell of resolution 12 what is not the same in all of them: base cell and twelve digits of three bits (the index layout of H3). */
const DIGITS_OFF = 9n;
const BITS = (1n << 52n) - 1n;
const SAME = (0x8cn << 52n) | ((1n << DIGITS_OFF) - 1n);

/** A column of cells as numbers of 43 bits. */
export const PACKED_CELLS = doubles(`((cell & ${BITS}) >> ${DIGITS_OFF})::float8`);

/** The cell, as a 64-bit index, that such a number stands for. */
export const cellOfPacked = (number: number): bigint => SAME | (BigInt(number) << DIGITS_OFF);
