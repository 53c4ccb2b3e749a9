import { COLUMNS, type ColumnName } from '../../contract/ogc/columns.ts';
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
  const sides = text.split(',').map((side) => (side.trim() === '' ? Number.NaN : Number(side)));
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

/** `datetime` of the standard: a moment, or two with a slash between, `..` or nothing where it is open. @throws ReadingError */
export function readDatetime(text: string): When {
  const moments = text
    .split('/')
    .map((part) =>
      part === '..' || part === '' ? null : readTime(withPlus(part), { timeZone: 'UTC' }).t,
    );
  const [fromMs = null, toMs = fromMs] = moments;
  if (moments.length > 2 || (moments.length === 1 && fromMs === null))
    throw new ReadingError(`datetime: ${text} is neither a moment nor two with a slash between`);
  if (fromMs !== null && toMs !== null && fromMs > toMs)
    throw new ReadingError('datetime: its end lies before its begin');
  return { fromMs, toMs };
}

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
