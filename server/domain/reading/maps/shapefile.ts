import type { Feature, Geometry } from 'geojson';
import { parseShp } from 'shpjs';
import { ReadingError } from '../problem.ts';
import { readDbf } from './dbf.ts';
import { inDegrees } from './in-degrees.ts';
import type { MapFile } from './map-file.ts';
import { systemOfWkt } from './systems.ts';

/** Bytes of the header of a `.shp` (ESRI Shapefile Technical Description, 1998). */
const HEADER = 100;

/**
 * The features of the Shapefiles of an archive, those of several after each other: `.shp` and `.dbf`, with `.prj` and `.cpg` where
 * they are.
 * @throws ReadingError with everything that is wrong with the archive.
 */
export function readShapefiles(files: ReadonlyMap<string, Uint8Array>): MapFile {
  const byName = new Map([...files].map(([name, bytes]) => [name.toLowerCase(), bytes]));
  const stems = [...byName.keys()]
    .filter((name) => name.endsWith('.shp'))
    .map((n) => n.slice(0, -4));
  const problems: string[] = [];
  const layers = stems.flatMap((stem) => {
    try {
      return [readLayer(stem, (ending) => byName.get(`${stem}.${ending}`))];
    } catch (error) {
      problems.push(`${stem}: ${(error as Error).message}`);
      return [];
    }
  });
  if (problems.length) throw new ReadingError(problems.join('; '));
  return {
    format: 'shapefile',
    system: [...new Set(layers.map(({ system }) => system))].join(', '),
    features: layers.flatMap(({ features }) => features),
    notes: layers.flatMap(({ notes }) => notes),
  };
}

function readLayer(stem: string, part: (ending: string) => Uint8Array | undefined) {
  const [shp, dbf, prj, cpg] = ['shp', 'dbf', 'prj', 'cpg'].map(part);
  const words = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);
  const problems: string[] = [];
  const attempt = <T>(read: () => T): T | null => {
    try {
      return read();
    } catch (error) {
      problems.push((error as Error).message);
      return null;
    }
  };
  if (!dbf) problems.push('there is no .dbf, which holds codes and names; pack it too');
  const shapes = attempt(() => readShapes(shp!));
  const table = dbf ? attempt(() => readDbf(dbf, words(cpg))) : null;
  const system = prj ? attempt(() => systemOfWkt(words(prj)!)) : { name: 'unknown', inverse: null };
  if (shapes && table && shapes.length !== table.rows.length)
    problems.push(
      `the .shp has ${shapes.length} shapes and the .dbf ${table.rows.length} records; export both anew`,
    );
  if (problems.length) throw new ReadingError(problems.join('; '));
  const features = shapes!.flatMap((geometry, k): Feature<Geometry | null>[] => {
    const properties = table!.rows[k];
    return properties ? [{ type: 'Feature', properties, geometry: geometry ?? null }] : [];
  });
  const { encoding } = table!;
  return {
    system: system!.name,
    features: inDegrees(features, system!),
    notes: [
      ...(prj
        ? []
        : [`${stem} has no .prj: its coordinates are taken as degrees of the datum told`]),
      ...(cpg || encoding === 'utf-8'
        ? []
        : [`${stem} has no .cpg: its table was read as ${encoding}`]),
    ],
  };
}

/** @throws ReadingError where it is no Shapefile, or cut off, which the library passes over. */
function readShapes(bytes: Uint8Array): (Geometry | null)[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || view.getInt32(0) !== 9994)
    throw new ReadingError('the .shp is no Shapefile: it does not begin as one');
  const promised = 2 * view.getInt32(24);
  if (promised > bytes.length)
    throw new ReadingError(
      `the .shp ends early: ${promised} bytes are promised, ${bytes.length} there`,
    );
  try {
    return parseShp(bytes as never);
  } catch (error) {
    throw new ReadingError(`the .shp cannot be read: ${(error as Error).message}`);
  }
}
