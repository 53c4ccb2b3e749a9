import type { Geometry } from 'geojson';
import wkx from 'wkx';
import { fileProblem } from '../problem.ts';

/** A shape, and the EPSG code of its system where it says one. */
export interface WellKnown {
  geometry: Geometry;
  srid: number | undefined;
}

/** Shapes of ISO 19125 that GeoJSON has not, by their codes in WKB. */
const CURVES: Readonly<Record<number, string>> = {
  8: 'CircularString',
  9: 'CompoundCurve',
  10: 'CurvePolygon',
  11: 'MultiCurve',
  12: 'MultiSurface',
  15: 'PolyhedralSurface',
  16: 'TIN',
  17: 'Triangle',
};
const CURVE_NAMES = Object.values(CURVES);

const NAMES = [
  ...['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'],
  ...['GeometryCollection', ...CURVE_NAMES],
].join('|');
const WKT = new RegExp(`^\\s*(?:SRID=\\d+;)?\\s*(${NAMES})\\s*(?:ZM?|M)?\\s*(?:\\(|EMPTY\\b)`, 'i');
/** Hexadecimal digits of WKB, as PostGIS writes its columns into CSV; no code is as long. */
const HEX = /^\s*0[01][0-9A-F]{40,}\s*$/i;

/** What kind of shape a text is as WKT, EWKT or hexadecimal WKB; null where it is none. */
export function shapeIn(text: string): string | null {
  const name = WKT.exec(text)?.[1]?.toLowerCase();
  return name ?? (HEX.test(text) ? 'wkb' : null);
}

/** Reads a text that `shapeIn` knows. @throws ReadingError of curves; Error of the library where it is not whole. */
export function ofText(text: string): WellKnown {
  if (HEX.test(text)) return ofWkb(Buffer.from(text.trim(), 'hex'));
  const name = shapeIn(text);
  const curve = CURVE_NAMES.find((one) => one.toLowerCase() === name);
  if (curve) throw fileProblem('curves', { type: curve });
  // The library wants upper case, and no lines.
  return told(
    text
      .trim()
      .replace(/\s+/g, ' ')
      .replace(/ ?([(),;]) ?/g, '$1')
      .toUpperCase(),
  );
}

/** Reads WKB or EWKB. @throws ReadingError of curves; Error of the library where it is not whole. */
export function ofWkb(bytes: Uint8Array): WellKnown {
  const wkb = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = wkb[0] === 1 ? wkb.readUInt32LE(1) : wkb.readUInt32BE(1);
  // The upper bits say what else is there (EWKB), thousands which measures (ISO).
  const curve = CURVES[(type & 0xffff) % 1000];
  if (curve) throw fileProblem('curves', { type: curve });
  return told(wkb);
}

function told(given: string | Buffer): WellKnown {
  const shape = wkx.Geometry.parse(given as string);
  return { geometry: shape.toGeoJSON() as Geometry, srid: shape.srid };
}
