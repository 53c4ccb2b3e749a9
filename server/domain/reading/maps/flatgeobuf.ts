import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js';
import { calcTreeSize } from 'flatgeobuf/lib/mjs/packedrtree.js';
import type { Feature, Geometry } from 'geojson';
import { problem } from '../../../contract/file-problem.ts';
import { fileProblem } from '../problem.ts';
import { brokenBy } from '../texts/parser-words.ts';
import { placeFeatures } from './in-degrees.ts';
import type { MapFile } from './map-file.ts';
import { otherDatum, type System, systemOfCode, systemOfWkt } from './systems.ts';

/** `fgb`, the beginning of every FlatGeobuf. */
export const isFlatGeobuf = (bytes: Uint8Array) =>
  bytes[0] === 0x66 && bytes[1] === 0x67 && bytes[2] === 0x62;

/** Bytes before the header: what every file begins with, and the header's length. */
const BEFORE_HEADER = 12;
/** Before each feature stands its length. */
const FEATURE_LENGTH = 4;

interface Header {
  featuresCount: number;
  /** 0: no index lies between header and features. */
  indexNodeSize: number;
  crs: { code: number; name: string | null; wkt: string | null } | null;
}

/** Reads FlatGeobuf. @throws ReadingError where it is none, or cut off within its header. */
export async function readFlatGeobuf(bytes: Uint8Array, unnamed: System): Promise<MapFile> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The library goes on reading beyond the end, for as long as what is not there says.
  if (bytes.length < BEFORE_HEADER || BEFORE_HEADER + view.getUint32(8, true) > bytes.length)
    throw fileProblem('fgb-header');
  let header: Header | undefined;
  const features: Feature<Geometry | null>[] = [];
  try {
    const found = deserialize(bytes, {
      headerMetaFn: (meta) => {
        header = meta;
      },
    });
    for await (const feature of found) features.push(feature as Feature<Geometry | null>);
  } catch (error) {
    if (!header) throw brokenBy('binary', 'FlatGeobuf', [error as Error], 'fgb-unreadable');
  }
  const there = wholeFeatures(view, header);
  const promised = Math.max(header?.featuresCount ?? 0, features.length);
  const short = promised > there ? [problem('fgb-short', { promised, there })] : [];
  const whole = features.slice(0, there);
  const placed = placeFeatures(whole, () => systemOf(header?.crs ?? null) ?? unnamed);
  return { format: 'flatgeobuf', ...placed, faults: [...short, ...placed.faults], notes: [] };
}

/** How many features lie in a file to their end: the library makes numbers of what is not there any more. */
function wholeFeatures(view: DataView, header: Header | undefined): number {
  const { featuresCount = 0, indexNodeSize = 0 } = header ?? {};
  const index =
    indexNodeSize > 0 && featuresCount > 0 ? calcTreeSize(featuresCount, indexNodeSize) : 0;
  let at = BEFORE_HEADER + view.getUint32(8, true) + index;
  let count = 0;
  while (at + FEATURE_LENGTH <= view.byteLength) {
    at += FEATURE_LENGTH + view.getUint32(at, true);
    if (at <= view.byteLength) count += 1;
  }
  return count;
}

function systemOf(crs: Header['crs']): System | null {
  if (!crs || (crs.code === 0 && !crs.wkt)) return null;
  const known = crs.code ? systemOfCode(crs.code) : null;
  if (known) return known;
  if (crs.wkt) return systemOfWkt(crs.wkt);
  throw otherDatum(`EPSG:${crs.code}${crs.name ? ` (${crs.name})` : ''}`);
}
