import type { Geometry } from 'geojson';
import { parseShp } from 'shpjs';
import { allProblems, at, fileNote, fileProblem } from '../problem.ts';
import { type ReadFeature, unreadFeature } from '../shapes/read-feature.ts';
import { brokenBy } from '../texts/parser-words.ts';
import { readDbf } from './dbf.ts';
import { inDegrees } from './in-degrees.ts';
import type { MapFile } from './map-file.ts';
import { type System, systemOfWkt, UNNAMED } from './systems.ts';

/** Bytes of the header of a `.shp` (ESRI Shapefile Technical Description, 1998). */
const HEADER = 100;

/**
 * The features of the Shapefiles of an archive, those of several after each other: `.shp` and `.dbf`, with `.prj` and `.cpg` where
 * they are.
 * @throws ReadingError with everything that is wrong with the archive.
 */
export function readShapefiles(files: ReadonlyMap<string, Uint8Array>, unnamed: System): MapFile {
  const byName = new Map([...files].map(([name, bytes]) => [name.toLowerCase(), bytes]));
  const stems = [...byName.keys()]
    .filter((name) => name.endsWith('.shp'))
    .map((n) => n.slice(0, -4));
  const problems: Error[] = [];
  const layers = stems.flatMap((stem) => {
    try {
      return [
        at(stem, () => readLayer(stem, (ending) => byName.get(`${stem}.${ending}`), unnamed)),
      ];
    } catch (error) {
      problems.push(error as Error);
      return [];
    }
  });
  if (problems.length) throw allProblems(problems);
  return {
    format: 'shapefile',
    system: [...new Set(layers.map(({ system }) => system))].join(', '),
    features: layers.flatMap(({ features }) => features),
    notes: layers.flatMap(({ notes }) => notes),
  };
}

function readLayer(
  stem: string,
  part: (ending: string) => Uint8Array | undefined,
  unnamed: System,
) {
  const [shp, dbf, prj, cpg] = ['shp', 'dbf', 'prj', 'cpg'].map(part);
  const words = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);
  const problems: Error[] = [];
  const attempt = <T>(read: () => T): T | null => {
    try {
      return read();
    } catch (error) {
      problems.push(error as Error);
      return null;
    }
  };
  if (!dbf) problems.push(fileProblem('no-dbf'));
  const shapes = attempt(() => readShapes(shp!));
  const table = dbf ? attempt(() => readDbf(dbf, words(cpg))) : null;
  const system = prj ? attempt(() => systemOfWkt(words(prj)!)) : unnamed;
  if (shapes && table && shapes.length !== table.rows.length)
    problems.push(
      fileProblem('counts-differ', { shapes: shapes.length, records: table.rows.length }),
    );
  if (problems.length) throw allProblems(problems);
  const features = shapes!.flatMap((geometry, k): ReadFeature[] => {
    const properties = table!.rows[k];
    if (Array.isArray(properties)) return [unreadFeature(properties)];
    return properties ? [{ type: 'Feature', properties, geometry: geometry ?? null }] : [];
  });
  const { encoding } = table!;
  return {
    system: system!.name,
    features: inDegrees(features, system!),
    notes: [
      ...(prj || system !== UNNAMED ? [] : [fileNote('no-prj', { file: stem })]),
      ...(cpg || encoding === 'utf-8' ? [] : [fileNote('no-cpg', { file: stem, encoding })]),
    ],
  };
}

/** @throws ReadingError where it is no Shapefile, or cut off, which the library passes over. */
function readShapes(bytes: Uint8Array): (Geometry | null)[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || view.getInt32(0) !== 9994) throw fileProblem('no-shp');
  const promised = 2 * view.getInt32(24);
  if (promised > bytes.length) throw fileProblem('shp-short', { promised, there: bytes.length });
  try {
    return parseShp(bytes as never);
  } catch (error) {
    throw brokenBy('binary', '.shp', [error as Error], 'shp-unreadable');
  }
}
