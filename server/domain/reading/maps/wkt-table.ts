import type { Feature, Geometry } from 'geojson';
import wkx from 'wkx';
import type { FileProblem } from '../../../contract/file-problem.ts';
import { fileProblem, firstOf, unreadable } from '../problem.ts';
import { readRows } from '../tables/rows.ts';
import { parserProblem } from '../texts/parser-words.ts';
import { decodeText } from '../texts/text.ts';
import { inDegrees } from './in-degrees.ts';
import type { MapFile } from './map-file.ts';
import { otherDatum, type System, systemOfCode } from './systems.ts';

const GEOMETRY = /^\s*(?:SRID=(\d+);)?\s*(POLYGON|MULTIPOLYGON|GEOMETRYCOLLECTION)\b/i;

/**
 * Reads a delimited table one of whose columns is WKT or EWKT.
 * @throws ReadingError where none is, or naming every line that cannot be read.
 */
export function readWktTable(bytes: Uint8Array, unnamed: System): MapFile {
  const { text, notes } = decodeText(bytes);
  const { names, rows, lines } = readRows(text);
  const column = names.find((name) => rows.some((row) => GEOMETRY.test(row[name]!)));
  if (column === undefined) throw fileProblem('no-wkt', { columns: names.join(', ') });
  const problems: FileProblem[] = [];
  const systems = new Set<number>();
  const features = rows.map((row, k): Feature<Geometry | null> => {
    const { [column]: wkt, ...properties } = row;
    const srid = GEOMETRY.exec(wkt!)?.[1];
    if (srid) systems.add(Number(srid));
    try {
      return { type: 'Feature', properties, geometry: wkt ? geometryOf(wkt) : null };
    } catch (error) {
      problems.push({
        ...parserProblem('wkt', error as Error, 'bad-wkt'),
        places: [
          { code: 'line', value: lines[k]! },
          { code: 'named', value: column },
        ],
      });
      return { type: 'Feature', properties, geometry: null };
    }
  });
  if (systems.size > 1)
    problems.push({ code: 'several-systems', values: { ids: [...systems].join(', ') } });
  if (problems.length) throw unreadable(firstOf(problems));
  const [srid] = systems;
  const system = srid === undefined ? unnamed : systemOfCode(srid);
  if (!system) throw otherDatum(`EPSG:${srid}`);
  return { format: 'csv-wkt', system: system.name, features: inDegrees(features, system), notes };
}

const geometryOf = (wkt: string) => wkx.Geometry.parse(wkt).toGeoJSON() as Geometry;
