import type { Geometry } from 'geojson';
import { parseShp } from 'shpjs';
import { placedAt, problem } from '../../../contract/file-problem.ts';
import { collectFaults, fileNote, fileProblem } from '../problem.ts';
import { type Lack, type ReadFeature, unreadFeature } from '../shapes/read-feature.ts';
import { brokenBy } from '../texts/parser-words.ts';
import { decodeText } from '../texts/text.ts';
import { readDbf } from './dbf.ts';
import { placeFeatures } from './in-degrees.ts';
import { joinMaps, type MapFile } from './map-file.ts';
import { type System, systemOfWkt, UNNAMED } from './systems.ts';

/** Bytes of the header of a `.shp` (ESRI Shapefile Technical Description, 1998). */
const HEADER = 100;

/**
 * The features of the Shapefiles of an archive, those of several after each other: `.shp` and `.dbf`, with `.prj` and `.cpg` where
 * they are. Never throws.
 */
export function readShapefiles(files: ReadonlyMap<string, Uint8Array>, unnamed: System): MapFile {
  const byName = new Map([...files].map(([name, bytes]) => [name.toLowerCase(), bytes]));
  const stems = [...byName.keys()]
    .filter((name) => name.endsWith('.shp'))
    .map((n) => n.slice(0, -4));
  const layers = stems.map((stem) => {
    const layer = readLayer(stem, (ending) => byName.get(`${stem}.${ending}`), unnamed);
    return { ...layer, faults: placedAt(stem, layer.faults) };
  });
  return { format: 'shapefile', ...joinMaps(layers) };
}

function readLayer(
  stem: string,
  part: (ending: string) => Uint8Array | undefined,
  unnamed: System,
): Omit<MapFile, 'format'> {
  const [shp, dbf, prj, cpg] = ['shp', 'dbf', 'prj', 'cpg'].map(part);
  const { attempt, faults } = collectFaults();
  const table = attempt(() => {
    if (!dbf) throw fileProblem('no-dbf');
    return readDbf(dbf, cpg && new TextDecoder().decode(cpg));
  });
  const shapes = attempt(() => readShapes(shp!));
  const [ofShapes, ofTable] = [shapes?.length, table?.rows.length];
  if (ofShapes !== undefined && ofTable !== undefined && ofShapes !== ofTable)
    faults.push(problem('counts-differ', { shapes: ofShapes, records: ofTable }));
  // What has shapes or texts alone is looked at for what else is wrong.
  const lacks: Lack[] = [
    ...(shapes ? [] : ['shapes' as const]),
    ...(table ? [] : ['texts' as const]),
  ];
  const features = Array.from({ length: ofTable ?? ofShapes ?? 0 }, (_, k): ReadFeature | null => {
    const properties = table ? table.rows[k]! : {};
    if (Array.isArray(properties)) return unreadFeature(properties);
    return (
      properties && {
        type: 'Feature',
        properties,
        geometry: shapes?.[k] ?? null,
        ...(lacks.length > 0 ? { lacks } : {}),
      }
    );
  }).filter((one) => one !== null);
  const placed = placeFeatures(features, () => (prj ? systemOfWkt(decodeText(prj).text) : unnamed));
  const { encoding, told } = table ?? { encoding: 'utf-8', told: null };
  return {
    ...placed,
    faults: [...faults, ...placed.faults],
    notes: [
      ...(prj || unnamed !== UNNAMED ? [] : [fileNote('no-prj', { file: stem })]),
      ...(told === null && encoding !== 'utf-8'
        ? [fileNote('no-cpg', { file: stem, encoding })]
        : []),
      ...(told !== null && told !== encoding
        ? [fileNote('cpg-not-so', { file: stem, told, encoding })]
        : []),
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
