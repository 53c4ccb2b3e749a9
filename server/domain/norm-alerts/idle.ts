import { METRES_PER_DEGREE, MINUTE_MS } from '../../contract/units.ts';
import type { Episode, Watch } from './episode.ts';
import { onTrack } from './on-track.ts';
import type { Sign } from './stretches.ts';

/** An officer is in one place where the positions of this time ... */
const LOOK_BACK_MS = 5 * MINUTE_MS;
/** ... so many of them at least ... */
const MINUTES_MIN = 4;
/** ... keep within this of the present one, metres: what a receiver's noise makes of standing still. */
const STAY_M = 35;
/** Beyond this there is movement; in between it is not said. */
const MOVED_M = 50;

/** In one place longer than allowed during a patrol. Staying outside the grid is another alert's matter. */
export function idle(watch: Watch): Episode[] {
  const { thresholds, track } = watch;
  const signsOf = (minutes: number[]): Sign[] => {
    const eastM = METRES_PER_DEGREE * Math.cos(((track.lat[minutes[0] ?? 0] ?? 0) * Math.PI) / 180);
    return minutes.map((i, at): Sign => {
      const t = track.t[i]!;
      if (track.accuracyM[i]! > thresholds.maxAccuracyM) return { t, is: 'unsure', sinceMs: t };
      let [farthestM, count, sinceMs] = [0, 0, t];
      for (let k = at; k >= 0 && farthestM <= MOVED_M; k--) {
        const j = minutes[k]!;
        if (t - track.t[j]! > LOOK_BACK_MS) break;
        if (track.accuracyM[j]! > thresholds.maxAccuracyM) continue;
        const north = (track.lat[j]! - track.lat[i]!) * METRES_PER_DEGREE;
        const east = (track.lng[j]! - track.lng[i]!) * eastM;
        farthestM = Math.max(farthestM, Math.sqrt(north * north + east * east));
        count += 1;
        sinceMs = track.t[j]!;
      }
      const isAway = track.outsideM[i]! > Math.max(thresholds.borderM, track.accuracyM[i]!);
      const is =
        farthestM > MOVED_M || isAway
          ? 'off'
          : count >= MINUTES_MIN && farthestM <= STAY_M
            ? 'on'
            : 'unsure';
      return { t, is, sinceMs };
    });
  };
  return onTrack(watch, 'idle', thresholds.idleMs, signsOf);
}
