import { MINUTE_MS } from '../../contract/units.ts';

/**
 * A track by the minute, in columns: small enough to keep for everybody on duty, and the same whatever order its fixes came in.
 * Times are device times, Unix ms. A minute in which only marked fixes came is heard but has no place (NaN).
 */
export interface MinuteTrack {
  /** First and last fix of the minute, marked ones included. */
  firstMs: number[];
  lastMs: number[];
  /** The earliest unmarked fix of the minute. */
  t: number[];
  lng: number[];
  lat: number[];
  /** Metres, 0 where the handheld told none. */
  accuracyM: number[];
  /** Metres outside the officer's grids, negative inside; NaN where not known yet. */
  outsideM: number[];
}

/** A minute of a track, or a single fix of it. */
export interface MinuteFix {
  firstMs: number;
  lastMs: number;
  t: number;
  lng: number;
  lat: number;
  accuracyM: number;
}

export const emptyTrack = (): MinuteTrack => ({
  firstMs: [],
  lastMs: [],
  t: [],
  lng: [],
  lat: [],
  accuracyM: [],
  outsideM: [],
});

const COLUMNS = ['firstMs', 'lastMs', 't', 'lng', 'lat', 'accuracyM'] as const;

/** One fix as a minute of its own. */
export const minuteOf = (fix: {
  t: number;
  lng: number;
  lat: number;
  accuracyM: number | null;
  marked: boolean;
}): MinuteFix => ({
  firstMs: fix.t,
  lastMs: fix.t,
  ...(fix.marked
    ? { t: Number.NaN, lng: Number.NaN, lat: Number.NaN, accuracyM: 0 }
    : { t: fix.t, lng: fix.lng, lat: fix.lat, accuracyM: fix.accuracyM ?? 0 }),
});

/** Adds to a track, in place. Adding is commutative and idempotent. */
export function addMinute(track: MinuteTrack, minute: MinuteFix): void {
  const slot = Math.floor(minute.firstMs / MINUTE_MS);
  let at = track.firstMs.length;
  while (at > 0 && Math.floor(track.firstMs[at - 1]! / MINUTE_MS) > slot) at -= 1;
  if (at > 0 && Math.floor(track.firstMs[at - 1]! / MINUTE_MS) === slot) {
    at -= 1;
    track.firstMs[at] = Math.min(track.firstMs[at]!, minute.firstMs);
    track.lastMs[at] = Math.max(track.lastMs[at]!, minute.lastMs);
    if (!isEarlier(minute, track, at)) return;
    for (const column of ['t', 'lng', 'lat', 'accuracyM'] as const)
      track[column][at] = minute[column];
    track.outsideM[at] = Number.NaN;
  } else {
    for (const column of COLUMNS) track[column].splice(at, 0, minute[column]);
    track.outsideM.splice(at, 0, Number.NaN);
  }
}

/** Says how far outside the grids each position lies that this is not known of. */
export function placeTrack(
  track: MinuteTrack,
  outsideOf: (position: { lng: number; lat: number }) => number,
): void {
  // What is not known yet are mostly the latest; all is looked through, as late ones may lie anywhere.
  for (let i = 0; i < track.t.length; i++)
    if (Number.isNaN(track.outsideM[i]!) && !Number.isNaN(track.t[i]!))
      track.outsideM[i] = outsideOf({ lng: track.lng[i]!, lat: track.lat[i]! });
}

/** One order for fixes of the same moment too, so that the earliest is one. */
function isEarlier(minute: MinuteFix, track: MinuteTrack, at: number): boolean {
  if (Number.isNaN(minute.t)) return false;
  if (Number.isNaN(track.t[at]!)) return true;
  for (const column of ['t', 'lng', 'lat', 'accuracyM'] as const)
    if (minute[column] !== track[column][at]) return minute[column] < track[column][at]!;
  return false;
}

/** Forgets minutes before a moment. */
export function forgetBefore(track: MinuteTrack, beforeMs: number): void {
  let gone = 0;
  while (gone < track.firstMs.length && track.firstMs[gone]! < beforeMs) gone += 1;
  if (gone === 0) return;
  for (const column of COLUMNS) track[column].splice(0, gone);
  track.outsideM.splice(0, gone);
}
