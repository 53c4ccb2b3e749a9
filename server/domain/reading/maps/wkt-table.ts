import type { Geometry } from 'geojson';
import wkx from 'wkx';
import { type FileProblem, problem } from '../../../contract/file-problem.ts';
import { fileProblem, firstOf, unreadable } from '../problem.ts';
import { type ReadFeature, unreadFeature } from '../shapes/read-feature.ts';
import { readSomeRows } from '../tables/rows.ts';
import { parserProblem } from '../texts/parser-words.ts';
import { decodeText } from '../texts/text.ts';
import { placeFeatures } from './in-degrees.ts';
import type { MapFile } from './map-file.ts';
import { otherDatum, type System, systemOfCode } from './systems.ts';

const GEOMETRY = /^\s*(?:SRID=(\d+);)?\s*(POLYGON|MULTIPOLYGON|GEOMETRYCOLLECTION)\b/i;

/**
 * Reads a delimited table one of whose columns is WKT or EWKT; a line that cannot be read is kept with why.
 * @throws ReadingError where no column is WKT.
 */
export function readWktTable(bytes: Uint8Array, unnamed: System): MapFile {
  const { text, notes } = decodeText(bytes);
  const { broken, names, rows, lines } = readSomeRows(text);
  const column = names.find((name) => rows.some((row) => GEOMETRY.test(row[name]!)));
  if (column === undefined)
    throw unreadable([
      problem('no-wkt', { columns: names.join(', ') }),
      ...firstOf([...broken.values()]),
    ]);
  const systems = new Set<number>();
  const features = rows.map((row, k): ReadFeature => {
    const { [column]: wkt, ...properties } = row;
    const torn = broken.get(lines[k]!);
    if (torn) return unreadFeature([torn]);
    const srid = GEOMETRY.exec(wkt!)?.[1];
    if (srid) systems.add(Number(srid));
    try {
      return { type: 'Feature', properties, geometry: wkt ? geometryOf(wkt) : null };
    } catch (error) {
      const places: FileProblem['places'] = [
        { code: 'line', value: lines[k]! },
        { code: 'named', value: column },
      ];
      return unreadFeature(
        [{ ...parserProblem('wkt', error as Error, 'bad-wkt'), places }],
        properties,
      );
    }
  });
  const placed = placeFeatures(features, () => {
    if (systems.size > 1) throw fileProblem('several-systems', { ids: [...systems].join(', ') });
    const [srid] = systems;
    const system = srid === undefined ? unnamed : systemOfCode(srid);
    if (!system) throw otherDatum(`EPSG:${srid}`);
    return system;
  });
  return { format: 'csv-wkt', ...placed, notes };
}

const geometryOf = (wkt: string) => wkx.Geometry.parse(wkt).toGeoJSON() as Geometry;
