import { cellToBigint } from '../../contract/areas/cell.ts';

/** H3 indexes (hex) as 8 bytes each, big-endian. */
export function packCells(cells: readonly string[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(cells.length * 8));
  for (const [k, cell] of cells.entries()) view.setBigUint64(k * 8, cellToBigint(cell));
  return new Uint8Array(view.buffer);
}

export function unpackCells(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength / 8 }, (_, k) =>
    view.getBigUint64(k * 8).toString(16),
  );
}

/** Numbers as single precision, 4 bytes each, big-endian. */
export function packReals(values: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (let k = 0; k < values.length; k++) view.setFloat32(k * 4, values[k]!);
  return new Uint8Array(view.buffer);
}

export function unpackReals(bytes: Uint8Array): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: bytes.byteLength / 4 }, (_, k) => view.getFloat32(k * 4));
}
