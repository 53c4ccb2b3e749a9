import type { Feature, Geometry } from 'geojson';
import wkx from 'wkx';
import { fileProblem } from '../problem.ts';
import { readRows } from '../rows.ts';
import { decodeText } from '../text.ts';
import { inDegrees } from './in-degrees.ts';
import type { MapFile } from './map-file.ts';
import { otherDatum, systemOfCode } from './systems.ts';

const GEOMETRY = /^\s*(?:SRID=(\d+);)?\s*(POLYGON|MULTIPOLYGON|GEOMETRYCOLLECTION)\b/i;
/** Lines of which all defects are said; the rest is counted. */
const SHOWN = 20;

/**
 * Reads a delimited table one of whose columns is WKT or EWKT.
 * @throws ReadingError where none is, or naming every line that cannot be read.
 */
export function readWktTable(bytes: Uint8Array): MapFile {
  const { text, notes } = decodeText(bytes);
  const { names, rows, lines } = readRows(text);
  const column = names.find((name) => rows.some((row) => GEOMETRY.test(row[name]!)));
  if (column === undefined) throw fileProblem('no-wkt', { columns: names.join(', ') });
  const problems: string[] = [];
  const systems = new Set<number>();
  const features = rows.map((row, k): Feature<Geometry | null> => {
    const { [column]: wkt, ...properties } = row;
    const srid = GEOMETRY.exec(wkt!)?.[1];
    if (srid) systems.add(Number(srid));
    try {
      return { type: 'Feature', properties, geometry: wkt ? geometryOf(wkt) : null };
    } catch (error) {
      problems.push(`line ${lines[k]}: ${column} is no WKT (${(error as Error).message})`);
      return { type: 'Feature', properties, geometry: null };
    }
  });
  if (systems.size > 1) problems.push(`several systems: SRID ${[...systems].join(', ')}`);
  if (problems.length) {
    const more = problems.length - SHOWN;
    throw fileProblem('bad-wkt', {
      lines: `${problems.slice(0, SHOWN).join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
    });
  }
  const [srid] = systems;
  const system = srid === undefined ? { name: 'unknown', inverse: null } : systemOfCode(srid);
  if (!system) throw otherDatum(`EPSG:${srid}`);
  return { format: 'csv-wkt', system: system.name, features: inDegrees(features, system), notes };
}

const geometryOf = (wkt: string) => wkx.Geometry.parse(wkt).toGeoJSON() as Geometry;
