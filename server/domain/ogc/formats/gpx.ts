import type { Geometry, Point } from 'geojson';
import { escaped } from '../../escaped.ts';
import { ReadingError } from '../../reading/problem.ts';
import { type PageRow, type Pieces, type Sheet, shapeOf } from './sheet.ts';

type Properties = PageRow['properties'];

const SPACE = 'https://xunji.example/gpx/1';
const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Xunji" xmlns="http://www.topografix.com/GPX/1/1" xmlns:xj="${SPACE}">
`;

/**
 * GPX 1.1: each way a track with the moment of each point; each point a waypoint. Columns stand in extensions, the accuracy a
 * handheld stated (`xj:accuracy_m`) with the point it is of. A feature without a place, of which the format has none, stands with
 * its columns in the extensions of the file, at its end.
 */
export async function* toGpx(sheet: Sheet): Pieces {
  if (sheet.geometry !== 'Point' && sheet.geometry !== 'LineString')
    throw new ReadingError(
      `f: GPX holds ways and points, and ${sheet.id} are areas; take kml or json`,
    );
  const columnsOf = createColumns(sheet.columns);
  const plainColumnsOf = createColumns({});
  const withoutPlace: string[] = [];
  yield HEAD;
  for await (const batch of sheet.rows) {
    let text = '';
    for (const row of batch) {
      const shape = shapeOf(row);
      if (shape) text += elementOf(row, shape, columnsOf);
      else
        withoutPlace.push(
          `<xj:feature><xj:id>${escaped(row.fid)}</xj:id>${plainColumnsOf(row.properties)}</xj:feature>`,
        );
    }
    yield text;
  }
  if (withoutPlace.length > 0)
    yield `<extensions><xj:without_place><xj:features>${withoutPlace.length}</xj:features>\n${withoutPlace.join('\n')}\n</xj:without_place></extensions>\n`;
  yield '</gpx>\n';
}

function elementOf(
  { fid, properties: all }: PageRow,
  shape: Geometry,
  columnsOf: (properties: Properties) => string,
): string {
  const { accuracies_m, speeds_mps, times, ...properties } = all as {
    times?: string[];
    accuracies_m?: (number | null)[];
    speeds_mps?: (number | null)[];
  } & Properties;
  const extensions = extensionsOf(columnsOf(properties));
  if (shape.type === 'LineString') {
    const points = shape.coordinates.map(([lng, lat], k) => {
      const measured = columnsOf({ accuracy_m: accuracies_m?.[k], speed_mps: speeds_mps?.[k] });
      return `<trkpt lat="${lat}" lon="${lng}">${timeOf(times?.[k])}${extensionsOf(measured)}</trkpt>\n`;
    });
    return `<trk><name>${escaped(fid)}</name>${extensions}<trkseg>\n${points.join('')}</trkseg></trk>\n`;
  }
  const [lng, lat] = (shape as Point).coordinates;
  const time = (properties.time ?? properties.start_time ?? properties.occurred_from) as string;
  return `<wpt lat="${lat}" lon="${lng}">${timeOf(time)}<name>${escaped(fid)}</name>${extensions}</wpt>\n`;
}

const timeOf = (time: string | undefined): string => (time ? `<time>${time}</time>` : '');
const extensionsOf = (elements: string): string =>
  elements === '' ? '' : `<extensions>${elements}</extensions>`;

/** What a reader that guesses types would take for a number. */
const LIKE_NUMBER = /^\s*([-+.\d]|inf|nan)/i;

/**
 * Columns of features as elements. GDAL takes an element for a number while all of its kind in the file read as one, which cuts
 * codes of 15 digits and leading zeros: the first of a column of text has a blank one in front, which is no number and is
 * overwritten by what follows.
 */
function createColumns(types: Sheet['columns']) {
  const known = new Set<string>();
  const blankBefore = (name: string, value: unknown): string => {
    if (types[name] !== 'text' || known.has(name)) return '';
    known.add(name);
    return LIKE_NUMBER.test(String(value)) ? `<xj:${name}>\n</xj:${name}>` : '';
  };
  return (properties: Properties): string =>
    Object.entries(properties)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(
        ([name, value]) => `${blankBefore(name, value)}<xj:${name}>${escaped(value)}</xj:${name}>`,
      )
      .join('');
}
