import proj4 from 'proj4';
import { UNKNOWN_SYSTEM } from '../../../contract/areas/area-file.ts';
import { STRIPS, type Strip } from '../../../contract/areas/area-systems.ts';
import { fileProblem } from '../problem.ts';

/** A system of coordinates that is understood: how its pairs become degrees of WGS-84, or as good as. */
export interface System {
  name: string;
  /** null: its pairs are longitude and latitude already. */
  inverse: ((x: number, y: number) => [lng: number, lat: number]) | null;
}

/** Of a file that names none, and of which nobody tells one: degrees, or else refused where they are looked at. */
export const UNNAMED: System = { name: UNKNOWN_SYSTEM, inverse: null };

/** Of a GeoJSON that names none: degrees of WGS-84 by its definition (RFC 7946); refused like the other where all of it lies in metres. */
export const UNTOLD: System = { name: 'WGS-84', inverse: null };

const degrees = (name: string): System => ({ name, inverse: null });
const planar = (name: string, definition: string | object): System => {
  const { inverse } = proj4(definition as string);
  return {
    name,
    inverse: (x, y) => {
      const [lng, lat] = inverse([x, y]);
      return [lng!, lat!];
    },
  };
};

const gaussKrueger = (meridian: number, zone: number | null) =>
  `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${zone === null ? 500_000 : zone * 1e6 + 500_000} +y_0=0 +ellps=GRS80 +units=m`;

interface Range {
  from: number;
  to: number;
  /** The system of the k-th code of the range, from 0. */
  at: (k: number) => System;
}
const one = (code: number, at: () => System): Range => ({ from: code, to: code, at });

/** CGCS2000 lies centimetres from WGS-84, so the two are one here. Codes and parameters as EPSG has them. */
const CODES: readonly Range[] = [
  one(4326, () => degrees('WGS-84')),
  one(4979, () => degrees('WGS-84')),
  one(4490, () => degrees('CGCS2000')),
  one(4480, () => degrees('CGCS2000')),
  one(4258, () => degrees('ETRS89')),
  one(3857, () => planar('Web Mercator', 'EPSG:3857')),
  one(3785, () => planar('Web Mercator', 'EPSG:3857')),
  one(900913, () => planar('Web Mercator', 'EPSG:3857')),
  ...STRIPS.map((strip) => one(strip.code, () => systemOfStrip(strip))),
  {
    from: 32601,
    to: 32660,
    at: (k) => planar(`WGS-84 / UTM ${k + 1} N`, `+proj=utm +zone=${k + 1} +datum=WGS84 +units=m`),
  },
];

const systemOfStrip = ({ meridian, width, zone }: Strip) =>
  planar(
    `CGCS2000 / Gauss-Krüger ${width}°, ${meridian}°E${zone === null ? '' : `, zone ${zone}`}`,
    gaussKrueger(meridian, zone),
  );

/** The system of an EPSG code; null where it is none of those understood. */
export function systemOfCode(code: number): System | null {
  const range = CODES.find(({ from, to }) => code >= from && code <= to);
  return range ? range.at(code - range.from) : null;
}

/** The system told of files that name none. @throws ReadingError where it is none of those understood. */
export function toldSystem(told: string | undefined): System {
  if (told === undefined) return UNNAMED;
  const system = systemOfCode(Number(told.replace('EPSG:', '')));
  if (!system) throw fileProblem('no-such-system', { system: told });
  return system;
}

/** Datums whose degrees are WGS-84 to within a metre, as WKT names them. */
const SAME_DATUM =
  /WGS[_ ]*(19)?84|China[_ ]*(Geodetic[_ ]Coordinate[_ ]System[_ ])?2000|CGCS_?2000|ETRS/i;
/** Names by which the shifted Chinese systems go. */
const SHIFTED = /gcj|火星|bd-?09|百度/i;

/**
 * The system of a WKT text, as `.prj` files, GeoPackages and FlatGeobuf have it: by its EPSG code, else by its parameters.
 * @throws ReadingError naming the system, where its datum is another or it cannot be read.
 */
export function systemOfWkt(text: string): System {
  const wkt = levelOf(text.replace(/^[\uFEFF\s]+/, ''));
  if (!/^\w+\s*\[/.test(wkt)) {
    const named = systemOfCode(Number(/^EPSG:(\d+)\s*$/i.exec(wkt)?.[1]));
    if (named) return named;
    if (SHIFTED.test(wkt)) throw fileProblem('datum-named', { name: wkt.slice(0, 60) });
    throw fileProblem('prj-unreadable', { text: wkt.slice(0, 40) });
  }
  const name = /^\s*\w+\s*\[\s*"([^"]*)"/.exec(wkt)?.[1] ?? wkt.slice(0, 60);
  if (SHIFTED.test(name)) throw fileProblem('datum-named', { name });
  const code =
    /(?:AUTHORITY\s*\[\s*"EPSG"\s*,\s*"?|ID\s*\[\s*"EPSG"\s*,\s*)(\d+)"?\s*\]\s*\]\s*$/i.exec(
      wkt,
    )?.[1];
  const known = code ? systemOfCode(Number(code)) : null;
  if (known) return known;
  return systemOfPlain(name, { isDegrees: /^\s*GEOG/i.test(wkt), parameters: wkt });
}

/** Of a system of places and heights that of the places: heights are not read. */
function levelOf(wkt: string): string {
  const from = /^COMP(D_CS|OUNDCRS)\s*\[/i.test(wkt)
    ? wkt.search(/(PROJ|GEOG|GEOD)(CS|CRS)\s*\[/i)
    : -1;
  if (from < 0) return wkt;
  let depth = 0;
  for (let at = from; at < wkt.length; at++)
    if (wkt[at] === '[') depth += 1;
    else if (wkt[at] === ']' && --depth === 0) return wkt.slice(from, at + 1);
  return wkt;
}

/**
 * A system by its parameters alone, as WKT or PROJJSON.
 * @throws ReadingError naming it, where its datum is another or it cannot be read.
 */
export function systemOfPlain(
  name: string,
  { isDegrees, parameters }: { isDegrees: boolean; parameters: string | object },
): System {
  if (SHIFTED.test(name)) throw fileProblem('datum-named', { name });
  const text = typeof parameters === 'string' ? parameters : JSON.stringify(parameters);
  // What leads from another datum to WGS-84 names that too.
  if (!SAME_DATUM.test(text.replace(/TOWGS84/gi, ''))) throw otherDatum(name);
  if (isDegrees) return degrees(name);
  try {
    return planar(name, parameters);
  } catch (error) {
    throw fileProblem('system-unreadable', { name, why: (error as Error).message });
  }
}

/** Said where coordinates are of a datum whose shift is the surveyor's own: Beijing 1954, Xian 1980, local systems. */
export const otherDatum = (name: string) => fileProblem('other-datum', { name });
