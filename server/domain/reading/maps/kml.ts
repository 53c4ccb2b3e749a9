import { kml } from '@tmcw/togeojson';
import { type FileProblem, problem } from '../../../contract/file-problem.ts';
import { fileNote, readWhatCan, unreadable } from '../problem.ts';
import type { ReadFeature } from '../shapes/read-feature.ts';
import { brokenBy } from '../texts/parser-words.ts';
import { decodeText } from '../texts/text.ts';
import { readXml } from '../texts/xml.ts';
import type { MapFile } from './map-file.ts';

/** Reads KML; its coordinates are WGS-84 by definition (OGC 12-007r2). @throws ReadingError where it is none. */
export const readKml = (bytes: Uint8Array): MapFile => joined([readDocument(bytes)]);

/** The KMLs of an archive, such as a KMZ: the one at its top and those it links to, or one a level. */
export const readKmls = async (
  documents: readonly (readonly [name: string, bytes: Uint8Array])[],
): Promise<MapFile> => {
  const { faults, found } = await readWhatCan(documents, readDocument);
  return joined(found, faults);
};

function joined(
  read: readonly ReturnType<typeof readDocument>[],
  faults: FileProblem[] = [],
): MapFile {
  const features = read.flatMap((one) => one.features);
  const links = read.flatMap((one) => one.links);
  if (features.length === 0) throw unreadable(faults.length > 0 ? faults : [problem('kml-empty')]);
  return {
    format: 'kml',
    system: 'WGS-84',
    ...{ features, faults },
    notes: [
      ...read.flatMap(({ notes }) => notes),
      ...(links.length > 0 ? [fileNote('links-not-followed', { links: links.join(', ') })] : []),
    ],
  };
}

function readDocument(bytes: Uint8Array) {
  const { text, notes } = decodeText(bytes);
  const document = readXml(withoutPrefix(text), 'KML');
  // A link is no ground: what it names within the archive is read by itself, and what lies elsewhere is not asked for.
  const found = [...document.getElementsByTagNameNS('*', 'NetworkLink')];
  const links = found
    .map((link) => link.getElementsByTagNameNS('*', 'href')[0]?.textContent?.trim() ?? '')
    .filter((href) => /^[a-z]+:/i.test(href));
  for (const link of found) link.parentNode?.removeChild(link);
  let features: ReadFeature[];
  try {
    features = kml(document as never).features.map(withDescribed);
  } catch (error) {
    throw brokenBy('xml', 'KML', [error as Error], 'xml-broken');
  }
  const open = [...document.getElementsByTagName('LinearRing')].filter((ring) => {
    const corners = cornersOf(ring);
    return corners.length >= RING_MIN && corners[0] !== corners.at(-1);
  }).length;
  // Placemarks come first, each as a feature.
  for (const [k, placemark] of [...document.getElementsByTagName('Placemark')].entries()) {
    const unread = [...placemark.getElementsByTagName('Polygon')].flatMap(wrongRings);
    if (unread.length > 0) features[k] = { ...features[k]!, geometry: null, unread };
  }
  const closed = open > 0 ? [fileNote('rings-closed', { count: open })] : [];
  return { features, links, notes: [...notes, ...closed] };
}

/** The library knows elements without a prefix; some programs write one for all (`kml:Placemark`). */
function withoutPrefix(text: string): string {
  const prefix =
    /\bxmlns:([\w-]+)\s*=\s*["']http:\/\/(?:www\.opengis\.net|earth\.google\.com)\/kml\//.exec(
      text,
    )?.[1];
  return prefix === undefined ? text : text.replaceAll(new RegExp(`(</?)${prefix}:`, 'g'), '$1');
}

/** A row of two cells within a description, as ArcGIS writes the attributes of a feature. */
const DESCRIBED = /<tr[^>]*>\s*<td[^>]*>([^<]*)<\/td>\s*<td[^>]*>([^<]*)<\/td>\s*<\/tr>/gi;

/** Properties of a feature, and beside them those that its description shows as a table. */
function withDescribed({ properties, ...feature }: ReadFeature): ReadFeature {
  const { description } = properties ?? {};
  const html = typeof description === 'string' ? description : String(description?.value ?? '');
  const described = [...html.matchAll(DESCRIBED)].map(([, name, value]) => [
    plainText(name!),
    plainText(value!).replace(/^<null>$/i, ''),
  ]);
  return { ...feature, properties: { ...Object.fromEntries(described), ...properties } };
}

const plainText = (html: string) =>
  html
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .trim();

/** What stands for the element of a document here. */
interface Element {
  getElementsByTagName(name: string): Iterable<Element>;
  textContent: string | null;
}

/** Longitude, latitude and perhaps a height, as XML Schema writes doubles. */
const DOUBLE = '[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?';
const CORNER = new RegExp(`^${DOUBLE},${DOUBLE}(,(${DOUBLE})?)?$`);
/** Corners a ring has at least; the library closes one that is open. */
const RING_MIN = 3;

/** The corners of a ring as they are written. */
const cornersOf = (ring: Element): string[] =>
  [...ring.getElementsByTagName('coordinates')]
    .flatMap(({ textContent }) => (textContent ?? '').trim().split(/\s+/))
    .filter(Boolean);

/** What is wrong with the rings of a polygon: the library leaves out corners that it cannot read, and rings too short. */
function wrongRings(polygon: Element): FileProblem[] {
  const rings = [...polygon.getElementsByTagName('LinearRing')].map(cornersOf);
  const wrong = rings.flat().filter((corner) => !CORNER.test(corner));
  if (wrong.length > 0) {
    const values = { count: wrong.length, given: wrong[0]!.slice(0, 100) };
    return [problem('kml-corners', values)];
  }
  const short = rings.filter((ring) => new Set(ring).size < RING_MIN);
  return short.length > 0
    ? [problem('rings-too-short', { count: short.length, rings: rings.length })]
    : [];
}
