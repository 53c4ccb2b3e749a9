import type { Feature, Geometry } from 'geojson';
import wkx from 'wkx';
import { fileProblem, manyProblems, type ReadingError } from '../problem.ts';
import { readRows } from '../rows.ts';
import { decodeText } from '../text.ts';
import { inDegrees } from './in-degrees.ts';
import type { MapFile } from './map-file.ts';
import { otherDatum, systemOfCode, UNNAMED } from './systems.ts';

const GEOMETRY = /^\s*(?:SRID=(\d+);)?\s*(POLYGON|MULTIPOLYGON|GEOMETRYCOLLECTION)\b/i;

/**
 * Reads a delimited table one of whose columns is WKT or EWKT.
 * @throws ReadingError where none is, or naming every line that cannot be read.
 */
export function readWktTable(bytes: Uint8Array): MapFile {
  const { text, notes } = decodeText(bytes);
  const { names, rows, lines } = readRows(text);
  const column = names.find((name) => rows.some((row) => GEOMETRY.test(row[name]!)));
  if (column === undefined) throw fileProblem('no-wkt', { columns: names.join(', ') });
  const problems: ReadingError[] = [];
  const systems = new Set<number>();
  const features = rows.map((row, k): Feature<Geometry | null> => {
    const { [column]: wkt, ...properties } = row;
    const srid = GEOMETRY.exec(wkt!)?.[1];
    if (srid) systems.add(Number(srid));
    try {
      return { type: 'Feature', properties, geometry: wkt ? geometryOf(wkt) : null };
    } catch (error) {
      const why = (error as Error).message;
      problems.push(fileProblem('bad-wkt', { line: lines[k]!, column, why }));
      return { type: 'Feature', properties, geometry: null };
    }
  });
  if (systems.size > 1)
    problems.push(fileProblem('several-systems', { codes: [...systems].join(', ') }));
  if (problems.length) throw manyProblems(problems);
  const [srid] = systems;
  const system = srid === undefined ? UNNAMED : systemOfCode(srid);
  if (!system) throw otherDatum(`EPSG:${srid}`);
  return { format: 'csv-wkt', system: system.name, features: inDegrees(features, system), notes };
}

const geometryOf = (wkt: string) => wkx.Geometry.parse(wkt).toGeoJSON() as Geometry;
