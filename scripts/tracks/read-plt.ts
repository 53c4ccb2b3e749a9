import type { RecordedPoint, RecordedTrack } from './recorded-track.ts';

const HEADER_LINES = 6;

/**
 * Reads a GeoLife PLT file: six header lines, then `lat,lng,0,altitude(ft),days since 1899-12-30,date,time`, times in GMT
 * (GeoLife GPS Trajectories 1.3 user guide). The file is one track.
 * @throws Error naming the line that is not a fix.
 */
export function readPlt(text: string, fallbackId: string): RecordedTrack[] {
  const points: RecordedPoint[] = [];
  text.split(/\r?\n/).forEach((line, i) => {
    if (i < HEADER_LINES || line.trim() === '') return;
    const [lat, lng, , , , date, time] = line.split(',');
    const t = Date.parse(`${date}T${time?.trim()}Z`);
    const point = { t, lng: Number(lng), lat: Number(lat) };
    if (!Object.values(point).every(Number.isFinite))
      throw new Error(`line ${i + 1}: not a PLT fix: ${line}`);
    points.push({ ...point, accuracyM: null, speedMps: null, headingDeg: null, mode: null });
  });
  return points.length === 0 ? [] : [{ id: fallbackId, userId: fallbackId, points }];
}
