import { escaped } from '../../escaped.ts';
import { ReadingError } from '../../reading/problem.ts';
import { type PageRow, type Pieces, type Sheet, shapeOf } from './sheet.ts';

const SPACE = 'https://xunji.example/gpx/1';
const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Xunji" xmlns="http://www.topografix.com/GPX/1/1" xmlns:xj="${SPACE}">
`;

/**
 * GPX 1.1: each way a track with the moment of each point; each point a waypoint. Columns stand in extensions, the accuracy a
 * handheld stated (`xj:accuracy_m`) with the point it is of.
 */
export async function* toGpx(sheet: Sheet): Pieces {
  if (sheet.geometry !== 'Point' && sheet.geometry !== 'LineString')
    throw new ReadingError(
      `f: GPX holds ways and points, and ${sheet.id} are areas; take kml or json`,
    );
  yield HEAD;
  for await (const batch of sheet.rows) yield batch.map((row) => elementOf(row)).join('');
  yield '</gpx>\n';
}

function elementOf(row: PageRow): string {
  const shape = shapeOf(row);
  const { accuracies_m, speeds_mps, times, ...properties } = row.properties as {
    times?: string[];
    accuracies_m?: (number | null)[];
    speeds_mps?: (number | null)[];
    [column: string]: unknown;
  };
  const extensions = extensionsOf(properties);
  if (shape?.type === 'LineString') {
    const points = shape.coordinates.map(
      ([lng, lat], k) =>
        `<trkpt lat="${lat}" lon="${lng}">${timeOf(times?.[k])}${extensionsOf({ accuracy_m: accuracies_m?.[k], speed_mps: speeds_mps?.[k] })}</trkpt>\n`,
    );
    return `<trk><name>${escaped(row.fid)}</name>${extensions}<trkseg>\n${points.join('')}</trkseg></trk>\n`;
  }
  if (shape?.type !== 'Point') return '';
  const [lng, lat] = shape.coordinates;
  const time = (properties.time ?? properties.start_time ?? properties.occurred_from) as string;
  return `<wpt lat="${lat}" lon="${lng}">${timeOf(time)}<name>${escaped(row.fid)}</name>${extensions}</wpt>\n`;
}

const timeOf = (time: string | undefined): string => (time ? `<time>${time}</time>` : '');

function extensionsOf(properties: Record<string, unknown>): string {
  const told = Object.entries(properties).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  const elements = told.map(([name, value]) => `<xj:${name}>${escaped(value)}</xj:${name}>`);
  return elements.length > 0 ? `<extensions>${elements.join('')}</extensions>` : '';
}
