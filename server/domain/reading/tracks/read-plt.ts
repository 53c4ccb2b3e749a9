import { readNumber } from '../numbers.ts';
import { at, fileProblem } from '../problem.ts';
import { readTime } from '../times/times.ts';
import type { RecordedPoint, RecordedTrack } from './recorded-track.ts';

const HEADER_LINES = 6;

/**
 * Reads a GeoLife PLT file: six header lines, then `lat,lng,0,altitude(ft),days since 1899-12-30,date,time`, times in GMT
 * (GeoLife GPS Trajectories 1.3 user guide). The file is one track.
 * @throws ReadingError naming the line that is not a fix.
 */
export function readPlt(text: string, fallbackId: string): RecordedTrack[] {
  const points: RecordedPoint[] = [];
  text.split(/\r?\n/).forEach((line, i) => {
    if (i < HEADER_LINES || line.trim() === '') return;
    const [latText = '', lngText = '', , , , date, time] = line.split(',');
    at({ code: 'line', value: i + 1 }, () => {
      const { t } = readTime(`${date} ${time}`, { timeZone: 'UTC' });
      const [lng, lat] = [readNumber(lngText), readNumber(latText)];
      if (lng === null || lat === null) throw fileProblem('missing', { name: 'lat,lng' });
      points.push({ t, lng, lat, accuracyM: null, speedMps: null, headingDeg: null, mode: null });
    });
  });
  return points.length === 0 ? [] : [{ id: fallbackId, userId: fallbackId, points }];
}
