import { createHash } from 'node:crypto';

/** The incidents of one day as the scan sees them: where and of what kind, in one canonical order. */
export interface RiskDay {
  /** Local days since 1970-01-01. */
  day: number;
  /** Cell (index into the ground) and stream (1 and up; 0 is everything) of every incident, by stream, then cell. */
  place: Uint32Array;
  stream: Uint16Array;
  /** Names the content: equal for equal sets of incidents, however they came. */
  hash: string;
}

/** A place and a stream in one number, so that sorting is of numbers. */
const STREAM = 2 ** 26;

/** Makes a day of its incidents, in any order. Places below 0 lie outside the ground and are left out. */
export function riskDay(
  day: number,
  incidents: Iterable<{ place: number; stream: number }>,
): RiskDay {
  const keys: number[] = [];
  for (const { place, stream } of incidents) if (place >= 0) keys.push(stream * STREAM + place);
  const sorted = Float64Array.from(keys).sort();
  const place = Uint32Array.from(sorted, (key) => key % STREAM);
  const stream = Uint16Array.from(sorted, (key) => Math.floor(key / STREAM));
  const hash = createHash('sha256').update(`${day}`).update(place).update(stream).digest('hex');
  return { day, place, stream, hash };
}
