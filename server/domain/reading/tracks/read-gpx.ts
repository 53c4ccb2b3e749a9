import type { Element } from '@xmldom/xmldom';
import { createMeasureReader, readNumber } from '../numbers.ts';
import { at, fileNote, fileProblem } from '../problem.ts';
import { readXml } from '../texts/xml.ts';
import { createTimeReader } from '../times/times.ts';
import { HDOP_ACCURACY_M } from './hdop.ts';
import type { RecordedPoint, RecordedTrack, TrackOptions } from './recorded-track.ts';

/**
 * Reads the tracks of a GPX 1.0 or 1.1 document, whatever prefix its names have; every `trk` is one track, its segments
 * joined. Points without a time are left out and counted: a track without times proves nothing. Read from the XML itself:
 * converters to GeoJSON drop `hdop` and `speed`, and shift the times of a segment in which one point has none.
 * @throws ReadingError where the text is not XML, or naming the point whose position or time cannot be read.
 */
export function readGpx(text: string, fallbackId: string, options: TrackOptions): RecordedTrack[] {
  const document = readXml(text, 'GPX');
  const root = document.documentElement?.localName ?? '';
  if (root.toLowerCase() !== 'gpx') throw fileProblem('not-gpx', { root });
  return [...document.getElementsByTagNameNS('*', 'trk')].flatMap((trk, i) => {
    const { points, notes } = pointsOf(trk, options);
    if (points.length === 0) return [];
    const id = childText(trk, 'name') ?? `${fallbackId}-${i + 1}`;
    return [{ id, userId: id, points, ...(notes.length > 0 ? { notes } : {}) }];
  });
}

function pointsOf(trk: Element, { timeZone, timeFormat }: TrackOptions) {
  const times = createTimeReader({ timeZone, format: timeFormat });
  const measures = createMeasureReader();
  const all = [...trk.getElementsByTagNameNS('*', 'trkpt')];
  const points = all.flatMap((trkpt, i): RecordedPoint[] => {
    const time = childText(trkpt, 'time');
    if (time === null) return [];
    const degrees = (name: string) => {
      const value = at(name, () => readNumber(trkpt.getAttribute(name) ?? ''));
      if (value === null) throw fileProblem('missing', { name });
      return value;
    };
    const measure = (name: string) => childText(trkpt, name) ?? '';
    const hdop = measures.read('accuracyM', measure('hdop'));
    return at({ code: 'point', value: i + 1 }, () => [
      {
        t: at('time', () => times.read(time)),
        lng: degrees('lon'),
        lat: degrees('lat'),
        accuracyM: hdop === null ? null : hdop * HDOP_ACCURACY_M,
        speedMps: measures.read('speedMps', measure('speed')),
        headingDeg: measures.read('headingDeg', measure('course')),
        mode: null,
      },
    ]);
  });
  const untimed = all.length - points.length;
  const said = untimed > 0 ? [fileNote('untimed', { count: untimed })] : [];
  return { points, notes: [...times.notes(), ...measures.notes(), ...said] };
}

function childText(parent: Element, name: string): string | null {
  const child = [...parent.childNodes].find((node) => (node as Element).localName === name);
  return child?.textContent?.trim() || null;
}
