import { gzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';

/** A tile by its place in the pyramid, its bytes a vector tile not compressed yet. */
export interface Tile {
  z: number;
  x: number;
  y: number;
  bytes: Uint8Array;
}

const HEADER_BYTES = 127;
/** Header and root directory are read at once. */
const ROOT_END = 16_384;
const GZIP = 2;
const VECTOR = 1;

/**
 * One PMTiles file (version 3, https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md) of a few vector tiles: all in the root
 * directory, in order of their ids.
 * @param bounds [west, south, east, north], degrees.
 * @throws RangeError where the tiles are too many for a root directory.
 */
export function packTiles(
  tiles: readonly Tile[],
  { bounds, metadata }: { bounds: readonly [number, number, number, number]; metadata: object },
): Uint8Array {
  const entries = tiles
    .map(({ z, x, y, bytes }) => ({ id: zxyToTileId(z, x, y), z, bytes: gzipSync(bytes) }))
    .sort((a, b) => a.id - b.id);
  const root = gzipSync(directoryOf(entries));
  if (HEADER_BYTES + root.length > ROOT_END)
    throw new RangeError('too many tiles for one directory');
  const told = gzipSync(JSON.stringify(metadata));
  const data = Buffer.concat(entries.map(({ bytes }) => bytes));
  const zooms = entries.map(({ z }) => z);

  const header = Buffer.alloc(HEADER_BYTES);
  header.write('PMTiles');
  header.writeUInt8(3, 7);
  const [toldAt, dataAt] = [HEADER_BYTES + root.length, HEADER_BYTES + root.length + told.length];
  // Offsets and lengths of root directory, metadata, leaf directories (none) and tiles; then how many tiles, entries and contents.
  const places = [HEADER_BYTES, root.length, toldAt, told.length, dataAt, 0, dataAt, data.length];
  const counts = [entries.length, entries.length, entries.length];
  for (const [i, value] of [...places, ...counts].entries())
    header.writeBigUInt64LE(BigInt(value), 8 + 8 * i);
  // Clustered, compression inside and of tiles, their type, first and last zoom.
  const traits = [1, GZIP, GZIP, VECTOR, Math.min(...zooms), Math.max(...zooms)];
  for (const [i, value] of traits.entries()) header.writeUInt8(value, 96 + i);
  const [west, south, east, north] = bounds;
  for (const [i, degrees] of [west, south, east, north].entries())
    header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * i);
  header.writeUInt8(Math.max(...zooms), 118);
  header.writeInt32LE(Math.round(((west + east) / 2) * 1e7), 119);
  header.writeInt32LE(Math.round(((south + north) / 2) * 1e7), 123);
  return Buffer.concat([header, root, told, data]);
}

/** Columns of varints: count, ids as steps, run lengths, lengths, offsets (0: right after the one before, else the offset plus 1). */
function directoryOf(entries: readonly { id: number; bytes: Uint8Array }[]): Uint8Array {
  const ids = entries.map(({ id }) => id);
  return Uint8Array.from(
    [
      entries.length,
      ...ids.map((id, i) => id - (ids[i - 1] ?? 0)),
      ...entries.map(() => 1),
      ...entries.map(({ bytes }) => bytes.length),
      ...entries.map((_, i) => (i === 0 ? 1 : 0)),
    ].flatMap(varint),
  );
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}
