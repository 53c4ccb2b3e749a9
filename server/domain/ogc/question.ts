import { COLUMNS, type ColumnName } from '../../contract/ogc/columns.ts';
import { DAY_MS } from '../../contract/units.ts';
import { isPlainNumber } from '../reading/numbers.ts';
import { ReadingError } from '../reading/problem.ts';
import { readTime } from '../reading/times/times.ts';

/** Coordinate systems positions are answered in: PostGIS number, digits that tell a tenth of a millimetre, and whether the latitude comes first. */
export const CRS = {
  'http://www.opengis.net/def/crs/OGC/1.3/CRS84': { srid: 4326, digits: 12, latFirst: false },
  'http://www.opengis.net/def/crs/EPSG/0/4326': { srid: 4326, digits: 12, latFirst: true },
  'http://www.opengis.net/def/crs/EPSG/0/3857': { srid: 3857, digits: 4, latFirst: false },
  'http://www.opengis.net/def/crs/EPSG/0/4490': { srid: 4490, digits: 12, latFirst: true },
} as const;
export type Crs = (typeof CRS)[keyof typeof CRS];
export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';

/** @throws ReadingError where it is none of those known. */
export function readCrs(name: string, text: string = CRS84): Crs {
  const uri = /^\[(.+)]$/.exec(text)?.[1] ?? text;
  if (!Object.hasOwn(CRS, uri))
    throw new ReadingError(
      `${name}: ${text} is not known; it is one of ${Object.keys(CRS).join(', ')}`,
    );
  return CRS[uri as keyof typeof CRS];
}

/** West, south, east, north, as the coordinate system orders them; of six numbers heights are left out. */
export type Box = readonly [number, number, number, number];

/** @throws ReadingError */
export function readBox(text: string, { latFirst }: Crs): Box {
  const sides = text
    .split(',')
    .map((side) => (isPlainNumber(side.trim()) ? Number(side) : Number.NaN));
  const [a, b, c, d] = sides.length === 6 ? [0, 1, 3, 4].map((k) => sides[k]!) : sides;
  if ((sides.length !== 4 && sides.length !== 6) || !sides.every(Number.isFinite))
    throw new ReadingError(
      `bbox: ${text} is not four numbers (or six, with heights) with commas between`,
    );
  const box: Box = latFirst ? [b!, a!, d!, c!] : [a!, b!, c!, d!];
  if (box[1] > box[3]) throw new ReadingError('bbox: its first corner lies above its second');
  return box;
}

/** A moment or a span, Unix ms; null: open. */
export interface When {
  fromMs: number | null;
  toMs: number | null;
}

/**
 * `datetime` of the standard: a moment, or two with a slash between, `..` or nothing where it is open. A day alone is the
 * whole of it, in UTC; of what is told as of a moment, its begin. @throws ReadingError
 */
export function readDatetime(text: string, { asOf = false }: { asOf?: boolean } = {}): When {
  const parts = text.split('/').map((part) => (part === '..' ? '' : part));
  const isSpan = parts.length === 2;
  if (parts.length > 2 || (!isSpan && parts[0] === '')) throw noDatetime(text);
  const [first, last = first] = parts.map((part) => (part === '' ? null : momentsOf(part)));
  const fromMs = first?.beginMs ?? null;
  const toMs = (asOf && !isSpan ? first?.beginMs : last?.endMs) ?? null;
  if (fromMs !== null && toMs !== null && fromMs > toMs)
    throw new ReadingError('datetime: its end lies before its begin');
  return { fromMs, toMs };
}

/** As RFC 3339 writes days and moments; GDAL leaves the T behind a day. */
const DAY = /^(\d{4}-\d\d-\d\d)T?$/;
const MOMENT = /^\d{4}-\d\d-\d\d[T ]\d\d:/i;

/** When it begins and ends, Unix ms. */
function momentsOf(part: string): { beginMs: number; endMs: number } {
  const day = DAY.exec(part)?.[1];
  if (day === undefined && !MOMENT.test(part)) throw noDatetime(part);
  const beginMs = readTime(day ?? withPlus(part), { timeZone: 'UTC' }).t;
  return { beginMs, endMs: day === undefined ? beginMs : beginMs + DAY_MS - 1 };
}

const noDatetime = (text: string) =>
  new ReadingError(
    `datetime: "${text}" is no day (2026-11-03), no moment (2026-11-03T08:05:00Z), and no two of them with a slash between, of which one may be ..`,
  );

/** An address that was not encoded has a space where the offset from UTC has its plus. */
const withPlus = (moment: string) => moment.replace(/ (?=\d\d:?\d\d$)(?<=:\d\d(\.\d+)? )/, '+');

export interface Sort {
  column: string;
  descending: boolean;
}

/** `sortby`: columns with commas between, `-` in front for descending. @throws ReadingError */
export const readSort = (text: string, columns: readonly string[]): Sort[] =>
  text.split(',').map((part) => ({
    column: known('sortby', part.replace(/^[-+ ]/, ''), columns),
    descending: part.startsWith('-'),
  }));

/** `properties`: the columns wanted. @throws ReadingError */
export const readProperties = (text: string, columns: readonly string[]): string[] =>
  text.split(',').map((part) => known('properties', part.trim(), columns));

function known(parameter: string, name: string, columns: readonly string[]): string {
  if (columns.includes(name)) return name;
  throw new ReadingError(`${parameter}: there is no ${name}; there are ${columns.join(', ')}`);
}

/** The columns of a collection by their types. */
export const typesOf = (columns: readonly ColumnName[]) =>
  Object.fromEntries(columns.map((name) => [name, COLUMNS[name]]));
