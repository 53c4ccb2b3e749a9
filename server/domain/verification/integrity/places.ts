import { METRES_PER_DEGREE, MINUTE_MS } from '../../../contract/units.ts';
import type { ComparedTrack } from './compared-track.ts';

/** A track is asked for its place at every multiple of this of Unix time, ms. */
const EVERY_MS = 2 * MINUTE_MS;
/** Side of a cell and how far beyond its place a track asks for others, metres: as far as two of one walker lie apart, clocks and all. */
const CELL_M = 400;
const REACH_M = 150;
/** A place is told between two fixes no farther apart than this, ms. */
const SILENCE_MAX_MS = 5 * MINUTE_MS;
/** Positions worse than this, metres, tell no place. */
const ACCURACY_MAX_M = 100;
/** So many places shared, and two tracks may have gone together for the ten minutes that are worth a word. */
export const SHARED_MIN = 3;

/** Keys repeat after 8 years in time and 6,000 km in space: what is found by them is compared in full. */
const [SLOTS, ROWS] = [2 ** 21, 2 ** 14];

/**
 * Where a track was when, for an index: one whole number below 2^49 for the cell it was in at every even two minutes. Tracks that went
 * together share keys with `placesAround` of the other.
 */
export const placesOf = (track: ComparedTrack): number[] => keysOf(track, [0]);

/** The same with the cells around, to look others up by. */
export const placesAround = (track: ComparedTrack): number[] => keysOf(track, [-REACH_M, REACH_M]);

/** Whether a track may have gone together with the one whose `placesAround` are given. */
export function isNear(around: ReadonlySet<number>, places: readonly number[]): boolean {
  let shared = 0;
  for (const key of places) if (around.has(key) && ++shared >= SHARED_MIN) return true;
  return false;
}

function keysOf({ t, lng, lat, accuracyM }: ComparedTrack, besideM: readonly number[]): number[] {
  const keys = new Set<number>();
  let before = -1;
  for (let i = 0; i < t.length; i++) {
    if (accuracyM[i]! > ACCURACY_MAX_M) continue;
    if (before >= 0 && t[i]! - t[before]! <= SILENCE_MAX_MS)
      for (let at = Math.ceil(t[before]! / EVERY_MS) * EVERY_MS; at < t[i]!; at += EVERY_MS) {
        const part = (at - t[before]!) / (t[i]! - t[before]!);
        const y = lat[before]! + part * (lat[i]! - lat[before]!);
        const x = lng[before]! + part * (lng[i]! - lng[before]!);
        for (const north of besideM)
          for (const east of besideM) keys.add(keyOf(at, x, y, east, north));
      }
    before = i;
  }
  return [...keys].sort((a, b) => a - b);
}

/** Key of the cell so many metres beside a position. */
function keyOf(at: number, lng: number, lat: number, eastM: number, northM: number): number {
  const row = Math.floor((lat * METRES_PER_DEGREE + northM) / CELL_M);
  const perDegree =
    METRES_PER_DEGREE * Math.cos((((row + 0.5) * CELL_M) / METRES_PER_DEGREE) * (Math.PI / 180));
  const column = Math.floor((lng * perDegree + eastM) / CELL_M);
  const slot = Math.floor(at / EVERY_MS) % SLOTS;
  return (slot * ROWS + modulo(row, ROWS)) * ROWS + modulo(column, ROWS);
}

const modulo = (value: number, by: number) => ((value % by) + by) % by;
