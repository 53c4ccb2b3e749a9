import { Compile } from 'typebox/compile';
import { LngLat } from '../../contract/areas/geo.ts';
import { SOS_TEXT_MAX } from '../../contract/fixes/handheld.ts';
import type { DeviceTimes } from './event-moment.ts';

const lngLat = Compile(LngLat);
/** What a date of JavaScript holds, Unix ms. */
const DATE_MAX_MS = 8_640_000_000_000_000;

export interface SosPress extends DeviceTimes {
  /** In the handheld's datum. */
  position: LngLat | null;
  text: string | null;
}

/** What of a call for help can be read, whatever was sent: nothing makes it be refused. */
export function readSos(payload: unknown): SosPress {
  const told = (typeof payload === 'object' && payload !== null ? payload : {}) as Record<
    string,
    unknown
  >;
  return {
    t: timeOf(told.t),
    sentMs: timeOf(told.sentAt),
    position: lngLat.Check(told.position)
      ? { lng: told.position.lng, lat: told.position.lat }
      : null,
    text: textOf(told.text ?? (typeof payload === 'string' ? payload : null)),
  };
}

const timeOf = (value: unknown): number | null =>
  typeof value === 'number' && Math.abs(value) <= DATE_MAX_MS ? Math.round(value) : null;

function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  // No store keeps U+0000, nor half a character of two units, where a text is cut.
  return (
    value
      .trim()
      .slice(0, SOS_TEXT_MAX)
      .replaceAll(/[\0\p{Cs}]/gu, '')
      .trim() || null
  );
}
