import type { Tracks } from '../../server/contract/fixes/tracks.ts';
import { lastAt } from '../evidence/map/track.ts';
import type { Standing } from '../theme/tokens.ts';

const E7 = 1e7;
/** Silence longer than this, and than three steps, is a gap: nobody is drawn in it. */
const GAP_MS = 120_000;

/** One officer's positions: ms since the beginning of the period, degrees. */
export interface Walk {
  officerId: number;
  name: string;
  t: Float64Array;
  lng: Float64Array;
  lat: Float64Array;
  near: Tracks['officers'][number]['near'];
}

/** A stretch without a gap and of one standing, as TripsLayer takes it: positions one after the other, s since the beginning. */
export interface Trip {
  path: Float64Array;
  timestamps: number[];
  standing: Standing;
}

const summed = (steps: readonly number[], scale = 1): Float64Array => {
  let sum = 0;
  return Float64Array.from(steps, (step) => {
    sum += step;
    return sum / scale;
  });
};

export const walksOf = ({ officers }: Tracks): Walk[] =>
  officers.map(({ latE7, lngE7, name, near, officerId, t }) => ({
    ...{ officerId, name, near, t: summed(t), lng: summed(lngE7, E7), lat: summed(latE7, E7) },
  }));

export const gapOf = ({ stepS }: Tracks): number => Math.max(GAP_MS, 3_000 * stepS);

/** Where an officer was so many ms after the beginning, on the line between two positions; null in a gap. */
export const placeAt = (
  { lat, lng, t }: Walk,
  ms: number,
  gapMs: number,
): [lng: number, lat: number] | null => {
  const i = lastAt(t.length, (k) => t[k]!, ms);
  if (i < 0) return null;
  if (i + 1 >= t.length || t[i + 1]! - t[i]! > gapMs)
    return ms - t[i]! <= gapMs / 2 ? [lng[i]!, lat[i]!] : null;
  const share = (ms - t[i]!) / (t[i + 1]! - t[i]!);
  return [lng[i]! + (lng[i + 1]! - lng[i]!) * share, lat[i]! + (lat[i + 1]! - lat[i]!) * share];
};

/** Ways cut at gaps and where a patrol begins or ends, each with what stands of its patrol. */
export const tripsOf = (walks: readonly Walk[], tracks: Tracks, fromMs: number): Trip[] => {
  const gapMs = gapOf(tracks);
  const spans = new Map<number, { from: number; to: number; standing: Standing }[]>(
    walks.map(({ officerId }) => [officerId, []]),
  );
  for (const { endTime, officerId, outcome, startTime } of tracks.patrols)
    spans.get(officerId)?.push({
      from: Date.parse(startTime) - fromMs,
      to: endTime === null ? Number.POSITIVE_INFINITY : Date.parse(endTime) - fromMs,
      standing: outcome ?? 'walking',
    });
  return walks.flatMap(({ lat, lng, officerId, t }) => {
    const own = spans.get(officerId)!;
    const standingAt = (ms: number): Standing =>
      own.find(({ from, to }) => from <= ms && ms <= to)?.standing ?? 'none';
    const trips: Trip[] = [];
    let from = 0;
    let standing: Standing = t.length > 0 ? standingAt(t[0]!) : 'none';
    for (let i = 1; i <= t.length; i++) {
      const isLast = i === t.length;
      const next = isLast ? standing : standingAt(t[i]!);
      const isGap = isLast || t[i]! - t[i - 1]! > gapMs;
      if (!isGap && next === standing) continue;
      // The next stretch begins where this one ends, unless nobody knows the way between.
      const to = isGap ? i : i + 1;
      if (to - from > 1) {
        const path = new Float64Array(2 * (to - from));
        for (let k = from; k < to; k++) path.set([lng[k]!, lat[k]!], 2 * (k - from));
        trips.push({
          path,
          timestamps: Array.from(t.subarray(from, to), (ms) => ms / 1000),
          standing,
        });
      }
      from = i;
      standing = next;
    }
    return trips;
  });
};
