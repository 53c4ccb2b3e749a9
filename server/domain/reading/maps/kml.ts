import { kml } from '@tmcw/togeojson';
import type { Feature, Geometry } from 'geojson';
import { fileNote, fileProblem } from '../problem.ts';
import { brokenBy } from '../texts/parser-words.ts';
import { decodeText } from '../texts/text.ts';
import { readXml } from '../texts/xml.ts';
import type { MapFile } from './map-file.ts';

/** Reads KML; its coordinates are WGS-84 by definition (OGC 12-007r2). @throws ReadingError where it is none. */
export const readKml = (bytes: Uint8Array): MapFile => readKmls([bytes]);

/** The KMLs of an archive, such as a KMZ: the one at its top and those it links to, or one a level. */
export function readKmls(documents: readonly Uint8Array[]): MapFile {
  const read = documents.map(readDocument);
  const features = read.flatMap((one) => one.features);
  const links = read.flatMap((one) => one.links);
  if (features.length === 0) throw fileProblem('kml-empty');
  return {
    format: 'kml',
    system: 'WGS-84',
    features,
    notes: [
      ...read.flatMap(({ notes }) => notes),
      ...(links.length > 0 ? [fileNote('links-not-followed', { links: links.join(', ') })] : []),
    ],
  };
}

function readDocument(bytes: Uint8Array) {
  const { text, notes } = decodeText(bytes);
  const document = readXml(text, 'KML');
  // A link is no ground: what it names within the archive is read by itself, and what lies elsewhere is not asked for.
  const found = [...document.getElementsByTagNameNS('*', 'NetworkLink')];
  const links = found
    .map((link) => link.getElementsByTagNameNS('*', 'href')[0]?.textContent?.trim() ?? '')
    .filter((href) => /^[a-z]+:/i.test(href));
  for (const link of found) link.parentNode?.removeChild(link);
  let features: Feature<Geometry | null>[];
  try {
    features = kml(document as never).features;
  } catch (error) {
    throw brokenBy('xml', 'KML', [error as Error], 'xml-broken');
  }
  return { features, links, notes };
}
