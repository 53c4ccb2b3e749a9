import { kml } from '@tmcw/togeojson';
import type { Feature, Geometry } from 'geojson';
import { fileProblem } from '../problem.ts';
import { brokenBy } from '../texts/parser-words.ts';
import { decodeText } from '../texts/text.ts';
import { readXml } from '../texts/xml.ts';
import type { MapFile } from './map-file.ts';

/** Reads KML; its coordinates are WGS-84 by definition (OGC 12-007r2). @throws ReadingError where it is none. */
export function readKml(bytes: Uint8Array): MapFile {
  const { text, notes } = decodeText(bytes);
  const document = readXml(text, 'KML');
  let features: Feature<Geometry | null>[];
  try {
    features = kml(document as never).features;
  } catch (error) {
    throw brokenBy('xml', 'KML', [error as Error], 'xml-broken');
  }
  if (features.length === 0) throw fileProblem('kml-empty');
  return { format: 'kml', system: 'WGS-84', features, notes };
}

/** The KML of a KMZ: the first at its top (OGC 12-007r2, annex C). */
export function kmlOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array | undefined {
  const names = [...files.keys()].filter((name) => name.toLowerCase().endsWith('.kml'));
  return files.get(names.find((name) => name.toLowerCase() === 'doc.kml') ?? names[0] ?? '');
}
