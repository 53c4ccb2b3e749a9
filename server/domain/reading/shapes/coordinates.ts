import type { LngLat } from '../../../contract/areas/geo.ts';
import type { FileNote, FileProblem } from '../../../contract/file-problem.ts';
import { readNumber } from '../numbers.ts';
import { fileNote, fileProblem } from '../problem.ts';

/** Systems whose degrees are WGS-84, or as good as: by how many metres they may differ. */
const TAKEN: Record<string, { name: string; withinM: number }> = {
  'EPSG:4326': { name: 'WGS-84', withinM: 0 },
  'OGC:CRS84': { name: 'WGS-84', withinM: 0 },
  'OGC:CRS83': { name: 'NAD83', withinM: 1 },
  'EPSG:4979': { name: 'WGS-84', withinM: 0 },
  'EPSG:4490': { name: 'CGCS2000', withinM: 0.1 },
  'EPSG:4480': { name: 'CGCS2000', withinM: 0.1 },
  'EPSG:4258': { name: 'ETRS89', withinM: 1 },
};

/** What programs call a system beside its code. */
const CALLED: readonly [name: RegExp, code: string][] = [
  [/^(gcs_?)?wgs[ _-]?(19)?84$|^crs:?84$/i, 'EPSG:4326'],
  [/^(gcs_)?(cgcs[ _-]?2000|china_geodetic_coordinate_system_2000)$/i, 'EPSG:4490'],
  [/^esri:(102100|102113)$/i, 'EPSG:3857'],
];

/** Systems people meet, by the range of their EPSG codes: in metres, or in degrees beside those of WGS-84. */
const NAMED: readonly [from: number, to: number, name: string, kind: 'metres' | 'degrees'][] = [
  [3857, 3857, 'Web Mercator', 'metres'],
  [3785, 3785, 'Web Mercator', 'metres'],
  [900913, 900913, 'Web Mercator', 'metres'],
  [4214, 4214, 'Beijing 1954', 'degrees'],
  [4555, 4555, 'New Beijing', 'degrees'],
  [4610, 4610, 'Xian 1980', 'degrees'],
  [2327, 2390, 'Xian 1980 / Gauss-Krüger', 'metres'],
  [2401, 2442, 'Beijing 1954 / Gauss-Krüger', 'metres'],
  [21413, 21483, 'Beijing 1954 / Gauss-Krüger', 'metres'],
  [4491, 4554, 'CGCS2000 / Gauss-Krüger', 'metres'],
  [32601, 32660, 'WGS-84 / UTM north', 'metres'],
  [32701, 32760, 'WGS-84 / UTM south', 'metres'],
];

/** `urn:ogc:def:crs:EPSG::3857`, `EPSG:3857`, `http://www.opengis.net/def/crs/EPSG/0/3857` as `EPSG:3857`. */
export function codeOf(name: string): string {
  const found = /(EPSG|OGC)(?:[:/]+[\d.]*)??[:/]+(\d+|CRS\d+)$/i.exec(name.trim());
  if (found) return `${found[1]}:${found[2]}`.toUpperCase();
  return CALLED.find(([called]) => called.test(name.trim()))?.[1] ?? name;
}

/** What a `crs` member of GeoJSON (2008), or one that is the bare name, calls the system; null where there is none. */
export function crsName(json: unknown): string | null {
  const crs = (
    json as { crs?: { properties?: { name?: unknown; code?: unknown } } | string | null } | null
  )?.crs;
  if (crs === undefined || crs === null) return null;
  if (typeof crs === 'string') return crs;
  const { name, code } = crs.properties ?? {};
  if (typeof name === 'string') return name;
  return code === undefined ? JSON.stringify(crs) : `EPSG:${String(code)}`;
}

/**
 * What a `crs` member of GeoJSON (2008) says: a note where its degrees are taken, nothing where there is none. A datum
 * that was told beside it holds, and both are named.
 * @throws ReadingError naming the system and what to do.
 */
export function readCrs(json: unknown, datum = 'wgs84'): FileNote[] {
  const told = crsName(json);
  if (told === null) return [];
  const system = codeOf(told);
  const taken = TAKEN[system];
  if (taken) {
    const { name, withinM } = taken;
    if (datum !== 'wgs84') return [fileNote('datum-told', { system, name, datum })];
    return withinM === 0 ? [] : [fileNote('as-good-as-wgs84', { system, name, withinM })];
  }
  if (/gcj|bd-?09/i.test(told)) throw fileProblem('datum-named', { name: told });
  const number = Number(system.replace('EPSG:', ''));
  const named = NAMED.find(([from, to]) => number >= from && number <= to);
  if (!named) throw fileProblem('other-system', { system });
  const [, , name, kind] = named;
  throw fileProblem(`system-in-${kind}`, { system, name });
}

/** Nearly all of them are. */
const PLAIN = /^[+-]?\d+(\.\d+)?$/;
/** `121.4°`, `E121.4`, `121.4 W`, `121°24′30.5″E`, `121°24.508′`, `121:24:30`, as receivers and maps print degrees. */
const SIGNED = /^([NSEW]?)\s*([+-]?[\d.,]+)\s*°?\s*([NSEW]?)$/i;
const SEXAGESIMAL =
  /^([NSEW]?)\s*(\d{1,3})\s*[°度:]\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:[′'分]|(?=:))\s*(?::?([\d.,]+)\s*(?:[″"秒]|''|′′)?)?\s*([NSEW]?)$/i;
/** The hemispheres as Chinese records name them, in front. */
const HEMISPHERES: Record<string, string> = { 东经: 'E', 西经: 'W', 北纬: 'N', 南纬: 'S' };

/**
 * A longitude or latitude as people write it, in degrees; null where it is unknown.
 * @throws ReadingError where it is none.
 */
export function readDegrees(given: string): number | null {
  if (PLAIN.test(given)) return Number(given);
  const text = given
    .normalize('NFKC')
    .replaceAll('\u2032\u2032', '"')
    .replace(/^\s*([东西]经|[南北]纬)[:\s]*/, (_, named: string) => HEMISPHERES[named]!)
    .trim();
  const parts = SEXAGESIMAL.exec(text);
  const [, before = '', plain, after = ''] = SIGNED.exec(text) ?? [];
  if (!parts && (plain === undefined || (before && after))) return readNumber(given);
  if (!parts) return signOf(before || after) * readNumber(plain!)!;
  const [, first, degrees, minutes, seconds, last] = parts;
  const [minute, second] = [readNumber(minutes!)!, readNumber(seconds ?? '0')!];
  // Seconds follow whole minutes only.
  if (minute >= 60 || second >= 60 || (seconds !== undefined && minute % 1 !== 0))
    throw fileProblem('sixty-minutes', { given });
  const value = Number(degrees) + minute / 60 + second / 3600;
  return signOf(first || last || '') * value;
}

const signOf = (letter: string) => (/[SW]/i.test(letter) ? -1 : 1);

const isDegrees = ({ lng, lat }: LngLat) => Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
export const inChina = ({ lng, lat }: LngLat) => lng > 73 && lng < 136 && lat > 17 && lat < 54;
const swapped = ({ lng, lat }: LngLat): LngLat => ({ lng: lat, lat: lng });

/** What a pair of numbers that is no longitude and latitude probably is, and what to say instead; null where it is one. */
export function notDegrees(place: LngLat): FileProblem | null {
  if (isDegrees(place)) return null;
  const { lng: x, lat: y } = place;
  if (isDegrees(swapped(place))) return { code: 'latitude-first', values: { x, y } };
  const systems = [...new Set([...projectedSystems(x, y), ...projectedSystems(y, x)])].join(' / ');
  return systems
    ? { code: 'looks-projected', values: { x, y, systems } }
    : { code: 'not-degrees', values: { x, y } };
}

/** Whether a place lies where only its swapped numbers make sense: outside China as it is, inside when swapped. */
export const looksSwapped = (place: LngLat) => !inChina(place) && inChina(swapped(place));

/** Systems that planar metres may be of, by their usual false eastings; more than one may fit. */
function projectedSystems(x: number, y: number): string[] {
  const zone = Math.floor(x / 1e6);
  const isStrip = y > 0 && y < 6.5e6 && x % 1e6 > 1e5 && x % 1e6 < 9e5;
  const isMercator = Math.max(Math.abs(x), Math.abs(y)) <= 20_037_509 && Math.abs(x) > 1e6;
  return [
    ...(isMercator ? ['Web Mercator (EPSG:3857)'] : []),
    ...(isStrip && zone === 0 ? [GAUSS, 'UTM'] : []),
    ...(isStrip && zone >= 13 && zone <= 23 ? [`${GAUSS}, 6° zone ${zone}`] : []),
    ...(isStrip && zone >= 24 && zone <= 45 ? [`${GAUSS}, 3° zone ${zone}`] : []),
  ];
}

const GAUSS = 'Gauss-Krüger (CGCS2000, Xian 1980, Beijing 1954)';
