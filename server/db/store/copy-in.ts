import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';

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

/** How values of a type stand in rows of binary COPY: big-endian, so many bytes wide. */
interface CopiedType<Value> {
  bytes: number;
  put: (to: Buffer, value: Value, at: number) => void;
}
const type = <Value>(bytes: number, put: CopiedType<Value>['put']): CopiedType<Value> => ({
  bytes,
  put,
});

/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

/** By kind of a column. */
export const COPIED = {
  integer: type<number>(4, (to, value, at) => to.writeInt32BE(value, at)),
  small: type<number>(2, (to, value, at) => to.writeInt16BE(value, at)),
  real: type<number>(4, (to, value, at) => to.writeFloatBE(value, at)),
  double: type<number>(8, (to, value, at) => to.writeDoubleBE(value, at)),
  boolean: type<boolean>(1, (to, value, at) => to.writeUInt8(value ? 1 : 0, at)),
  bigint: type<bigint>(8, (to, value, at) => to.writeBigInt64BE(value, at)),
  /** Unix ms. */
  moment: type<number>(8, (to, ms, at) => {
    const us = (ms - EPOCH_MS) * 1000;
    const high = Math.floor(us / 2 ** 32);
    to.writeInt32BE(high, at);
    to.writeUInt32BE(us - high * 2 ** 32, at + 4);
  }),
  /** A point in WGS-84, as extended well-known binary. */
  point: type<{ lng: number; lat: number }>(25, (to, { lng, lat }, at) => {
    to.writeUInt8(0, at);
    to.writeUInt32BE(0x20000001, at + 1);
    to.writeUInt32BE(4326, at + 5);
    to.writeDoubleBE(lng, at + 9);
    to.writeDoubleBE(lat, at + 17);
  }),
};

/** A column of rows to be copied; a value of null is none. */
export interface CopiedColumn<Row> {
  name: string;
  type: CopiedType<never>;
  pick: (row: Row) => unknown;
}

const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);

/** Rows in the binary format of COPY (PostgreSQL's documentation, "COPY: Binary Format"). */
export function copiedRows<Row>(
  rows: readonly Row[],
  columns: readonly CopiedColumn<Row>[],
): Buffer {
  const widest = columns.reduce((sum, { type }) => sum + 4 + type.bytes, 2);
  const to = Buffer.allocUnsafe(HEADER.length + rows.length * widest + 2);
  let at = HEADER.copy(to);
  for (const row of rows) {
    at = to.writeInt16BE(columns.length, at);
    for (const { pick, type } of columns) {
      const value = pick(row);
      at = to.writeInt32BE(value === null ? -1 : type.bytes, at);
      if (value === null) continue;
      type.put(to, value as never, at);
      at += type.bytes;
    }
  }
  return to.subarray(0, to.writeInt16BE(-1, at));
}
