/**
 * A column of many rows handed over as one value of bytes, big-endian, every row as wide: cheaper for the store to make than rows or
 * JSON, and nothing to parse. Null where there are no rows.
 */
export interface BinaryColumn {
  /** The aggregate; of our own making, never a caller's. */
  sql: string;
  widthBytes: number;
  /** Value at a byte; NaN where null. */
  read: (view: DataView, at: number) => number;
}

/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

export const integers = (column: string): BinaryColumn => ({
  sql: `string_agg(int4send(${column}), '')`,
  widthBytes: 4,
  read: (view, at) => view.getInt32(at),
});

/** Whole numbers from 0 on, or null. */
export const smallNaturals = (column: string): BinaryColumn => ({
  sql: `string_agg(int2send(coalesce(${column}, -1::smallint)), '')`,
  widthBytes: 2,
  read: (view, at) => (view.getInt16(at) < 0 ? Number.NaN : view.getInt16(at)),
});

export const booleans = (column: string): BinaryColumn => ({
  sql: `string_agg(boolsend(${column}), '')`,
  widthBytes: 1,
  read: (view, at) => view.getUint8(at),
});

export const doubles = (column: string): BinaryColumn => ({
  sql: `string_agg(float8send(${column}), '')`,
  widthBytes: 8,
  read: (view, at) => view.getFloat64(at),
});

/** Single-precision numbers, or null. */
export const reals = (column: string): BinaryColumn => ({
  sql: `string_agg(float4send(coalesce(${column}, 'NaN'::real)), '')`,
  widthBytes: 4,
  read: (view, at) => shortest(view.getFloat32(at)),
});

/** Moments, Unix ms, or null. */
export const moments = (column: string): BinaryColumn => ({
  sql: `string_agg(timestamptz_send(coalesce(${column}, '-infinity')), '')`,
  widthBytes: 8,
  read: (view, at) => {
    const high = view.getInt32(at);
    if (high === -(2 ** 31)) return Number.NaN;
    return EPOCH_MS + Math.round((high * 2 ** 32 + view.getUint32(at + 4)) / 1000);
  },
});

/** Every value of a column. */
export function readColumn({ widthBytes, read }: BinaryColumn, bytes: Uint8Array): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float64Array(bytes.byteLength / widthBytes);
  for (let i = 0; i < values.length; i++) values[i] = read(view, i * widthBytes);
  return values;
}

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
