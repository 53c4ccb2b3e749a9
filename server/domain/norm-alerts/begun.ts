import { METRES_PER_DEGREE, MINUTE_MS } from '../../contract/units.ts';
import type { Watch, WatchedPatrol } from './episode.ts';

/** A walk of less is an errand. */
const WALK_MIN_MS = 10 * MINUTE_MS;
/** And it leads further than a receiver's noise, metres. */
const WALK_MIN_M = 60;

/** A patrol on record, or a walk in the grid that may turn out to be one. */
export type Begun = Omit<WatchedPatrol, 'id'>;

/**
 * Patrols begun so far, by beginning: those on record, and walks in the grid of officers who never press start, which are recognised as
 * patrols only later. Walks belong together while the pauses between them are shorter than the rest the norm demands.
 */
export function begunPatrols(watch: Watch): Begun[] {
  const { patrols, nowMs } = watch;
  const walks = walksOf(watch).filter(
    (walk) =>
      !patrols.some(
        ({ startMs, endMs }) =>
          startMs <= (walk.endMs ?? nowMs) && walk.startMs <= (endMs ?? nowMs),
      ),
  );
  return [...patrols, ...walks].sort((a, b) => a.startMs - b.startMs);
}

function walksOf({ track, duty, nowMs, thresholds }: Watch): Begun[] {
  const breakMs = Math.max(duty.rules.minRestMinutes * MINUTE_MS, thresholds.maxGapMs);
  const walks: { startMs: number; endMs: number; first: number; reachM: number }[] = [];
  for (let i = 0; i < track.t.length; i++) {
    const t = track.t[i]!;
    if (!(track.outsideM[i]! <= 0) || t > nowMs) continue;
    const last = walks.at(-1);
    if (!last || t - last.endMs > breakMs)
      walks.push({ startMs: t, endMs: t, first: i, reachM: 0 });
    else {
      last.endMs = t;
      const north = (track.lat[i]! - track.lat[last.first]!) * METRES_PER_DEGREE;
      const east = (track.lng[i]! - track.lng[last.first]!) * METRES_PER_DEGREE;
      last.reachM = Math.max(
        last.reachM,
        Math.hypot(north, east * Math.cos((track.lat[i]! * Math.PI) / 180)),
      );
    }
  }
  return walks
    .filter((w) => w.endMs - w.startMs >= WALK_MIN_MS && w.reachM >= WALK_MIN_M)
    .map(({ startMs, endMs }) => {
      const isOver = nowMs - endMs > breakMs;
      const isWhole = endMs - startMs >= duty.rules.minutesPerPatrol * MINUTE_MS;
      return {
        startMs,
        endMs: isOver ? endMs : null,
        // What is over and too short will not be recognised as more than it is.
        outcome: isOver && !isWhole ? 'incomplete' : null,
      };
    });
}
