import { INTEGER_BYTES, readIntegers, writeInteger } from './integers.ts';

/** What the first byte of a column says beside the number of decimals in its low four bits. */
const KIND = {
  /** Not told by all: a bit a row follows, lowest first, 1 where it is told. */
  some: 0x10,
  /** IEEE 754 doubles, little-endian, in place of differences. */
  raw: 0x20,
  /** From row to row the same difference: the first value and it are all that follows. */
  even: 0x40,
  /** Never set but in the one below. */
  reserved: 0x80,
  /** Told by none; nothing follows. */
  none: 0xff,
};
const DECIMALS = 0x0f;
/** Degrees to the centimetre have seven; with more, doubles are shorter. */
const DECIMALS_MAX = 9;
/** Whole numbers up to here have a difference that an integer holds. */
const WHOLE_MAX = 2 ** 51;

/**
 * A column of numbers, of which NaN is untold, in few bytes: what it is in one byte, then whole numbers of 10^-decimals, each as the difference
 * to the one before (`writeInteger`). Read again every value is the same to the bit. README.md says it byte by byte.
 */
export function packColumn(values: ArrayLike<number>): Uint8Array {
  const told: number[] = [];
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) told.push(values[i]!);
  if (told.length === 0) return Uint8Array.of(KIND.none);
  const some = told.length < values.length;
  const bitmap = some ? bitsOf(values) : new Uint8Array();
  const { kind, body } = packTold(told);
  const bytes = new Uint8Array(1 + bitmap.length + body.length);
  bytes[0] = kind | (some ? KIND.some : 0);
  bytes.set(bitmap, 1);
  bytes.set(body, 1 + bitmap.length);
  return bytes;
}

function packTold(told: readonly number[]): { kind: number; body: Uint8Array } {
  const decimals = decimalsOf(told);
  if (decimals === null) {
    const view = new DataView(new ArrayBuffer(8 * told.length));
    for (const [i, value] of told.entries()) view.setFloat64(8 * i, value, true);
    return { kind: KIND.raw, body: new Uint8Array(view.buffer) };
  }
  const whole = told.map((value) => Math.round(value * 10 ** decimals));
  const step = told.length > 1 ? whole[1]! - whole[0]! : 0;
  const even = whole.every((value, i) => i === 0 || value - whole[i - 1]! === step);
  const body = new Uint8Array(INTEGER_BYTES * Math.max(2, told.length));
  let end = writeInteger(body, 0, whole[0]!);
  if (even) end = writeInteger(body, end, step);
  else
    for (let i = 1; i < whole.length; i++) end = writeInteger(body, end, whole[i]! - whole[i - 1]!);
  return { kind: decimals | (even ? KIND.even : 0), body: body.subarray(0, end) };
}

/** Fewest decimals that tell all values to the bit; null where none do. */
function decimalsOf(told: readonly number[]): number | null {
  let decimals = 0;
  for (const value of told)
    while (!isOf(value, decimals)) if (++decimals > DECIMALS_MAX) return null;
  // Fewer decimals tell a value that more may not.
  return told.every((value) => isOf(value, decimals)) ? decimals : null;
}

function isOf(value: number, decimals: number): boolean {
  const whole = Math.round(value * 10 ** decimals);
  return Math.abs(whole) <= WHOLE_MAX && Object.is(whole / 10 ** decimals, value);
}

function bitsOf(values: ArrayLike<number>): Uint8Array {
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  for (let i = 0; i < values.length; i++)
    if (!Number.isNaN(values[i]!)) bits[i >> 3]! |= 1 << (i & 7);
  return bits;
}

/** A reader of columns of so many rows, one after the other. Throws a RangeError that says what is wrong where bytes are none. */
export function readColumns(bytes: Uint8Array, rows: number, from = 0) {
  let at = from;

  function take(count: number): Uint8Array {
    if (at + count > bytes.length)
      throw new RangeError(`${at + count - bytes.length} bytes are missing at its end`);
    at += count;
    return bytes.subarray(at - count, at);
  }

  function next(): Float64Array {
    const values = new Float64Array(rows).fill(Number.NaN);
    const kind = take(1)[0]!;
    if (kind === KIND.none) return values;
    if (kind & KIND.reserved) throw new RangeError(`${kind} is no kind of column`);
    const bits = kind & KIND.some ? take(Math.ceil(rows / 8)) : null;
    if (kind & KIND.raw) readRaw(values, bits);
    else readWhole(values, bits, kind);
    return values;
  }

  function readRaw(values: Float64Array, bits: Uint8Array | null): void {
    for (let i = 0; i < rows; i++)
      if (isTold(bits, i)) {
        const { buffer, byteOffset } = take(8);
        values[i] = new DataView(buffer, byteOffset, 8).getFloat64(0, true);
      }
  }

  function readWhole(values: Float64Array, bits: Uint8Array | null, kind: number): void {
    const scale = 10 ** (kind & DECIMALS);
    const integers = readIntegers(bytes, at);
    const first = integers.next();
    let step = kind & KIND.even ? integers.next() : 0;
    let value = first;
    let isFirst = true;
    for (let i = 0; i < rows; i++) {
      if (!isTold(bits, i)) continue;
      if (!isFirst) {
        if (!(kind & KIND.even)) step = integers.next();
        value += step;
      }
      isFirst = false;
      values[i] = value / scale;
    }
    if (integers.at() > bytes.length || Number.isNaN(value))
      throw new RangeError('an integer is cut off or has more than 53 bits');
    at = integers.at();
  }

  return {
    /** The next column, a value a row; NaN is untold. */
    next,
    /** Where what is not read yet begins. */
    at: () => at,
  };
}

const isTold = (bits: Uint8Array | null, row: number) =>
  bits === null || (bits[row >> 3]! & (1 << (row & 7))) !== 0;
