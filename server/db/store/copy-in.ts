import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';
import { indexOfNumber } from '../../contract/areas/cell.ts';

/** Whether a statement is one whose only parameter is what it copies in: `copy TABLE (COLUMNS) from stdin (format binary)`. */
export const isCopyIn = (text: string) => text.startsWith('copy ');

/** Runs it on a connection of PostgreSQL. Throws the store's error, with nothing copied. */
export async function copyIn(query: PoolClient['query'], text: string, bytes: Buffer) {
  const copying = query(from(text));
  // Told once more after it was heard, an error would end the process.
  copying.on('error', () => {});
  copying.end(bytes);
  await finished(copying);
  return { command: 'COPY', rowCount: copying.rowCount, rows: [] };
}

/** How numbers stand as values of a type in rows of binary COPY: big-endian, so many bytes wide. */
interface CopiedType {
  bytes: number;
  put: (to: DataView, at: number, value: number, other: number) => void;
}
const type = (bytes: number, put: CopiedType['put']): CopiedType => ({ bytes, put });

/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

/** By kind of a column. */
export const COPIED = {
  integer: type(4, (to, at, value) => to.setInt32(at, value)),
  small: type(2, (to, at, value) => to.setInt16(at, value)),
  real: type(4, (to, at, value) => to.setFloat32(at, value)),
  double: type(8, (to, at, value) => to.setFloat64(at, value)),
  boolean: type(1, (to, at, value) => to.setUint8(at, value)),
  /** A cell of resolution 12 by its number. */
  cell: type(8, (to, at, value) => {
    const [high, low] = indexOfNumber(value);
    to.setUint32(at, high);
    to.setUint32(at + 4, low);
  }),
  /** Unix ms. */
  moment: type(8, (to, at, ms) => {
    const us = (ms - EPOCH_MS) * 1000;
    const high = Math.floor(us / 2 ** 32);
    to.setInt32(at, high);
    to.setUint32(at + 4, us - high * 2 ** 32);
  }),
  /** Longitude and latitude as a point in WGS-84, extended well-known binary. */
  point: type(25, (to, at, lng, lat) => {
    to.setUint8(at, 0);
    to.setUint32(at + 1, 0x20000001);
    to.setUint32(at + 5, 4326);
    to.setFloat64(at + 9, lng);
    to.setFloat64(at + 17, lat);
  }),
};

/** A column of rows to be copied; NaN is null. */
export interface CopiedColumn {
  type: CopiedType;
  values: ArrayLike<number>;
  /** Of a type that is made of two numbers. */
  others?: ArrayLike<number> | undefined;
}

const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);

/** The rows at some places in the binary format of COPY (PostgreSQL's documentation, "COPY: Binary Format"). */
export function copiedRows(columns: readonly CopiedColumn[], places: ArrayLike<number>): Buffer {
  const widest = columns.reduce((sum, { type }) => sum + 4 + type.bytes, 2);
  const bytes = Buffer.allocUnsafe(HEADER.length + places.length * widest + 2);
  const to = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = HEADER.copy(bytes);
  for (let i = 0; i < places.length; i++) {
    const row = places[i]!;
    to.setInt16(at, columns.length);
    at += 2;
    for (const { others, type, values } of columns) {
      const value = values[row]!;
      const isNull = Number.isNaN(value);
      to.setInt32(at, isNull ? -1 : type.bytes);
      at += 4;
      if (isNull) continue;
      type.put(to, at, value, others ? others[row]! : 0);
      at += type.bytes;
    }
  }
  to.setInt16(at, -1);
  return bytes.subarray(0, at + 2);
}
