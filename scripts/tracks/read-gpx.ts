import { DOMParser, type Element } from '@xmldom/xmldom';
import type { RecordedPoint, RecordedTrack } from './recorded-track.ts';

/** Metres of horizontal accuracy (68 %) per unit of dilution of precision, for an open-sky single-frequency receiver. */
const ACCURACY_PER_HDOP_M = 5;

/**
 * Reads the tracks of a GPX 1.0 or 1.1 document; every `trk` is one track, its segments joined. Points without a time are left out:
 * a track without times proves nothing. Read from the XML itself: converters to GeoJSON drop `hdop` and `speed`, and shift the
 * times of a segment in which one point has none.
 * @throws Error where the text is not XML.
 */
export function readGpx(text: string, fallbackId: string): RecordedTrack[] {
  const document = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(`not readable as GPX: ${message}`);
    },
  }).parseFromString(text, 'text/xml');
  return [...document.getElementsByTagName('trk')].flatMap((trk, i) => {
    const points = [...trk.getElementsByTagName('trkpt')].flatMap(pointOf);
    if (points.length === 0) return [];
    const id = childText(trk, 'name') ?? `${fallbackId}-${i + 1}`;
    return [{ id, userId: id, points }];
  });
}

function pointOf(trkpt: Element): RecordedPoint[] {
  const t = Date.parse(childText(trkpt, 'time') ?? '');
  const lng = Number(trkpt.getAttribute('lon') || Number.NaN);
  const lat = Number(trkpt.getAttribute('lat') || Number.NaN);
  if (![t, lng, lat].every(Number.isFinite)) return [];
  const hdop = childNumber(trkpt, 'hdop');
  return [
    {
      t,
      lng,
      lat,
      accuracyM: hdop === null ? null : hdop * ACCURACY_PER_HDOP_M,
      speedMps: childNumber(trkpt, 'speed'),
      headingDeg: childNumber(trkpt, 'course'),
      mode: null,
    },
  ];
}

function childText(parent: Element, name: string): string | null {
  const child = [...parent.childNodes].find((node) => node.nodeName === name);
  return child?.textContent?.trim() || null;
}

function childNumber(parent: Element, name: string): number | null {
  const value = Number(childText(parent, name) ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}
