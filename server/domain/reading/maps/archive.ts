import { collectFaults, fileNote, fileProblem, unreadable } from '../problem.ts';
import { requireDataIn } from '../texts/foreign.ts';
import { isZip, openZip, UNPACKED_MAX_BYTES } from '../texts/zip.ts';
import type { MapFile } from './map-file.ts';

/** What spreadsheets are known by: Excel's, two kinds, and OpenDocument's. */
const SHEETS = ['xl/workbook.xml', 'xl/workbook.bin', 'content.xml'];

/** Files of an archive that are maps by their names. */
const MAPS = /\.(shp|kml|geojsonl?|geojsons|gpkg|fgb|parquet)$/i;
/** Those that may be something else: they are read where nothing is a map by its name. */
const PERHAPS = /\.(json|csv)$/i;

export type Packed = readonly [name: string, bytes: Uint8Array];

/**
 * The maps of an archive, and of archives in it, as `read` reads those of one kind: all of the first kind there is, the others are told. What is
 * wrong with some of them is told with what is wrong with the rest.
 * @throws ReadingError where no map is in it.
 */
export async function readArchive(
  bytes: Uint8Array,
  read: (kind: 'shp' | 'kml' | 'other', files: ReadonlyMap<string, Uint8Array>) => Promise<MapFile>,
): Promise<MapFile> {
  const outer = openZip(bytes);
  if (SHEETS.some((name) => outer.has(name))) throw fileProblem('table-for-map');
  const { attempt, faults } = collectFaults();
  const files = unpackAll(outer, (name, open) => attempt(open, name));
  if (files.size === 0) throw unreadable(faults.length > 0 ? faults : [EMPTY]);
  const found = await attempt(async () => {
    const { kind, meant, others } = sorted(files);
    const map = await read(kind, kind === 'shp' ? files : meant);
    const names = [...others.keys()].join(', ');
    return others.size === 0
      ? map
      : { ...map, notes: [...map.notes, fileNote('files-not-read', { names })] };
  });
  if (!found) throw unreadable(faults);
  return { ...found, faults: [...faults, ...found.faults] };
}

const EMPTY = { code: 'archive-empty', values: {} } as const;

/** Offices pack an archive for each level, and those together: one within another is opened, no further. All together are bounded as one is. */
function unpackAll(
  outer: ReadonlyMap<string, Uint8Array>,
  attempt: (
    name: string,
    open: () => Map<string, Uint8Array>,
  ) => ReadonlyMap<string, Uint8Array> | null,
): Map<string, Uint8Array> {
  const isInner = ([, file]: Packed) => isZip(file);
  const files = new Map([...outer].filter((one) => !isInner(one)));
  let left = UNPACKED_MAX_BYTES;
  for (const file of outer.values()) left -= file.length;
  for (const [name, file] of [...outer].filter(isInner))
    for (const [inner, data] of attempt(name, () => openZip(file, left)) ?? []) {
      left -= data.length;
      files.set(`${name}/${inner}`, data);
    }
  return files;
}

/** Which files of an archive are read, by what they are, and which maps beside them are not. */
function sorted(files: ReadonlyMap<string, Uint8Array>) {
  const named = (name: RegExp) => new Map([...files].filter(([file]) => name.test(file)));
  const maps = named(MAPS);
  for (const kind of ['shp', 'kml'] as const) {
    const meant = named(new RegExp(`\\.${kind}$`, 'i'));
    if (meant.size === 0) continue;
    return { kind, meant, others: new Map([...maps].filter(([name]) => !meant.has(name))) };
  }
  requireDataIn(files);
  const meant = maps.size > 0 ? maps : named(PERHAPS);
  if (meant.size === 0)
    throw fileProblem('no-map', { names: [...files.keys()].slice(0, 10).join(', ') });
  return { kind: 'other' as const, meant, others: new Map<string, Uint8Array>() };
}
