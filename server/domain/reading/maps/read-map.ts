import { placedAt } from '../../../contract/file-problem.ts';
import { fileProblem, firstOf, readWhatCan, unreadable } from '../problem.ts';
import { codeOf, crsName, readCrs } from '../shapes/coordinates.ts';
import { readSomeGeoJson } from '../shapes/geojson.ts';
import { requireData } from '../texts/foreign.ts';
import { decodeText } from '../texts/text.ts';
import { isZip } from '../texts/zip.ts';
import { readArchive } from './archive.ts';
import { isFlatGeobuf, readFlatGeobuf } from './flatgeobuf.ts';
import { isSqlite, readGeoPackage } from './geopackage.ts';
import { isParquet, readGeoParquet } from './geoparquet.ts';
import { groundOf } from './ground-of.ts';
import { placeFeatures } from './in-degrees.ts';
import { readKml, readKmls } from './kml.ts';
import { joinMaps, type MapFile } from './map-file.ts';
import { readShapefiles } from './shapefile.ts';
import { type System, systemOfCode, UNNAMED, UNTOLD } from './systems.ts';
import { readWktTable } from './wkt-table.ts';

/**
 * Reads a file of areas as survey offices give them, by what its bytes are, not by its name: GeoJSON (one document or one a line),
 * zipped Shapefiles, GeoPackage, KML and KMZ, FlatGeobuf, GeoParquet, a table with WKT. Coordinates come as degrees; `unnamed` is the
 * system of a file that names none. A feature that cannot be read is kept with why.
 * @throws ReadingError with what is wrong with the file as a whole, or where no feature of it can be read.
 */
export async function readMap(
  bytes: Uint8Array,
  unnamed: System = UNNAMED,
): Promise<Omit<MapFile, 'faults'>> {
  const { faults, ...map } = await readSomeMap(bytes, unnamed);
  if (faults.length > 0) throw unreadable(faults);
  return map;
}

/** The same, with what is wrong with the file, or a layer of it, beside the features. @throws ReadingError where none of these can be read. */
export async function readSomeMap(bytes: Uint8Array, unnamed: System): Promise<MapFile> {
  const read = await readKnown(bytes, unnamed);
  const { faults } = read;
  const { features, notes } = groundOf(read.features);
  const isNothing = features.every((one) => one.unread && one.properties === null);
  const wrong = [...faults, ...firstOf(features.flatMap(({ unread = [] }) => unread))];
  if (isNothing && wrong.length > 0) throw unreadable(wrong);
  return { ...read, features, notes: [...read.notes, ...notes] };
}

async function readKnown(bytes: Uint8Array, unnamed: System): Promise<MapFile> {
  if (bytes.length === 0) throw fileProblem('empty');
  requireData(bytes);
  if (isZip(bytes)) return readPacked(bytes, unnamed);
  if (isSqlite(bytes)) return readGeoPackage(bytes, unnamed);
  if (isFlatGeobuf(bytes)) return readFlatGeobuf(bytes, unnamed);
  if (isParquet(bytes)) return readGeoParquet(bytes, unnamed);
  if (startsAsShape(bytes)) throw fileProblem('shp-alone');
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096)).replace(/\0/g, '');
  if (/^\s*<(!doctype html|html|table)/i.test(head)) throw fileProblem('is-page');
  if (/<kml[\s>]|^\W*<\?xml|^\W*</.test(head)) return readKml(bytes);
  if (/^[^\w"']*[[{]/.test(head)) return readFeatures(bytes, unnamed);
  return readWktTable(bytes, unnamed);
}

const startsAsShape = (bytes: Uint8Array) =>
  bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 0x27 && bytes[3] === 0x0a;

const readPacked = (bytes: Uint8Array, unnamed: System): Promise<MapFile> =>
  readArchive(bytes, async (kind, files) => {
    if (kind === 'shp') return readShapefiles(files, unnamed);
    if (kind === 'kml') return readKmls([...files]);
    const { faults, found } = await readWhatCan([...files], async (file, name) => {
      const map = await readSomeMap(file, unnamed);
      return { ...map, faults: placedAt(name, map.faults) };
    });
    const [first] = found;
    if (!first) throw unreadable(faults);
    const map = joinMaps(found);
    return { format: first.format, ...map, faults: [...faults, ...map.faults] };
  });

function readFeatures(bytes: Uint8Array, unnamed: System): MapFile {
  const { text, notes: ofText } = decodeText(bytes);
  const notes = [...ofText];
  const { features, whole } = readSomeGeoJson(text);
  const named = crsName(whole);
  const system =
    named !== null
      ? systemOfCode(Number(codeOf(named).replace('EPSG:', '')))
      : unnamed === UNNAMED
        ? null
        : unnamed;
  const placed = placeFeatures(features, () => {
    // A planar system is turned into degrees here; of others `readCrs` says what they are taken for.
    if (!system?.inverse) notes.push(...readCrs(whole));
    return system ?? UNTOLD;
  });
  return { format: 'geojson', ...placed, notes };
}
