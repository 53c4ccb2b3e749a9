import { textOrFormula } from '../../../contract/csv.ts';
import { type FileProblem, problem } from '../../../contract/file-problem.ts';
import { fileProblem, firstOf, unreadable } from '../problem.ts';
import { type ReadFeature, unreadFeature } from '../shapes/read-feature.ts';
import { ofText, shapeIn } from '../shapes/well-known.ts';
import { type Rows, readSomeRows } from '../tables/rows.ts';
import { parserProblem } from '../texts/parser-words.ts';
import { decodeText } from '../texts/text.ts';
import { placeFeatures } from './in-degrees.ts';
import type { MapFile } from './map-file.ts';
import { otherDatum, type System, systemOfCode } from './systems.ts';

/** Of several columns of shapes, such as of a middle beside an outline, the one of areas. */
const AREAS = ['polygon', 'multipolygon'];

function columnOf({ names, rows }: Pick<Rows, 'names' | 'rows'>): string | undefined {
  const holds = (name: string, is: (shape: string) => boolean) =>
    rows.some((row) => {
      const shape = shapeIn(row[name]!);
      return shape !== null && is(shape);
    });
  return (
    names.find((name) => holds(name, (shape) => AREAS.includes(shape))) ??
    names.find((name) => holds(name, () => true))
  );
}

/**
 * Reads a delimited table one of whose columns is WKT, EWKT or WKB in hexadecimal digits; a line that cannot be read is kept with why.
 * @throws ReadingError where no column is WKT.
 */
export function readWktTable(bytes: Uint8Array, unnamed: System): MapFile {
  const { text, notes } = decodeText(bytes);
  const { broken, names, rows, lines } = readSomeRows(text);
  const column = columnOf({ names, rows });
  if (column === undefined)
    throw unreadable([
      problem('no-wkt', { columns: names.join(', ') }),
      ...firstOf([...broken.values()]),
    ]);
  const systems = new Set<number>();
  const features = rows.map((row, k): ReadFeature => {
    const { [column]: wkt, ...texts } = row;
    const properties = Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, textOrFormula(text) ?? text]),
    );
    const torn = broken.get(lines[k]!);
    if (torn) return unreadFeature([torn]);
    try {
      if (!wkt) return { type: 'Feature', properties, geometry: null };
      const { geometry, srid } = ofText(wkt);
      if (srid) systems.add(srid);
      return { type: 'Feature', properties, geometry };
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
