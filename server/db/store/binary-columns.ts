import { endianness } from 'node:os';

/**
 * A column of many rows handed over as one value of bytes, big-endian, every row as wide: cheaper for the store to make than rows or
 * JSON, and nothing to parse. Null where there are no rows.
 */
export interface BinaryColumn<Values = ArrayLike<number>> {
  /** The aggregate; of our own making, never a caller's. */
  sql: string;
  /** The values of all rows; NaN where null. */
  read: (bytes: Uint8Array) => Values;
}

/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

/** A copy of values that are `width` bytes wide, in the byte order of this machine. */
function turned(bytes: Uint8Array, width: 2 | 4 | 8): ArrayBuffer {
  const { buffer } = new Uint8Array(bytes);
  if (endianness() === 'LE') Buffer.from(buffer)[`swap${(width * 8) as 16 | 32 | 64}`]();
  return buffer;
}

export const integers = (column: string): BinaryColumn<Int32Array> => ({
  sql: `string_agg(int4send(${column}), '')`,
  read: (bytes) => new Int32Array(turned(bytes, 4)),
});

/** Whole numbers from 0 on, or null. */
export const smallNaturals = (column: string): BinaryColumn<Float32Array> => ({
  sql: `string_agg(int2send(coalesce(${column}, -1::smallint)), '')`,
  read: (bytes) =>
    new Float32Array(new Int16Array(turned(bytes, 2))).map((value) =>
      value < 0 ? Number.NaN : value,
    ),
});

export const booleans = (column: string): BinaryColumn<Uint8Array> => ({
  sql: `string_agg(boolsend(${column}), '')`,
  read: (bytes) => bytes,
});

export const doubles = (column: string): BinaryColumn<Float64Array> => ({
  sql: `string_agg(float8send(${column}), '')`,
  read: (bytes) => new Float64Array(turned(bytes, 8)),
});

export const doublesOrNull = (column: string) => doubles(`coalesce(${column}, 'NaN')`);

/** Single-precision numbers, or null. */
export const reals = (column: string): BinaryColumn<Float64Array> => ({
  sql: `string_agg(float4send(coalesce(${column}, 'NaN'::real)), '')`,
  read: (bytes) => {
    const singles = new Float32Array(turned(bytes, 4));
    const values = new Float64Array(singles.length);
    for (let i = 0; i < values.length; i++) values[i] = shortest(singles[i]!);
    return values;
  },
});

/** Moments, Unix ms, or null. */
export const moments = (column: string): BinaryColumn<Float64Array> => ({
  sql: `string_agg(timestamptz_send(coalesce(${column}, '-infinity')), '')`,
  read: (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const values = new Float64Array(bytes.byteLength / 8);
    for (let i = 0; i < values.length; i++) {
      const high = view.getInt32(8 * i);
      const low = view.getUint32(8 * i + 4);
      values[i] =
        high === -(2 ** 31) ? Number.NaN : EPOCH_MS + Math.round((high * 2 ** 32 + low) / 1000);
    }
    return values;
  },
});

/** The number of fewest decimals that a single-precision value stands for, as it was sent: 4.3, not 4.300000190734863. */
function shortest(single: number): number {
  if (Number.isNaN(single)) return single;
  // Below 512 single-precision values lie nearer than any two of four decimals, so fewer decimals give the same number.
  for (let scale = Math.abs(single) < 512 ? 1e4 : 1; scale <= 1e4; scale *= 10) {
    const value = Math.round(single * scale) / scale;
    if (Math.fround(value) === single) return value;
  }
  for (let digits = 6; digits < 9; digits++) {
    const value = Number(single.toPrecision(digits));
    if (Math.fround(value) === single) return value;
  }
  return Number(single.toPrecision(9));
}
