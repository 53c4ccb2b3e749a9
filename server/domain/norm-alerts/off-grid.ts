import type { Episode, Watch } from './episode.ts';
import { onTrack } from './on-track.ts';
import type { Sign } from './stretches.ts';

/** Outside the grid longer than allowed during a patrol. Bad reception is not absence: a position counts only as far as it is accurate. */
export function offGrid(watch: Watch): Episode[] {
  const { thresholds, track } = watch;
  const signAt = (i: number): Sign => {
    const t = track.t[i]!;
    const accuracyM = track.accuracyM[i]!;
    const isClear = accuracyM <= thresholds.maxAccuracyM;
    const is = !isClear
      ? 'unsure'
      : track.outsideM[i]! > Math.max(thresholds.borderM, accuracyM)
        ? 'on'
        : track.outsideM[i]! <= 0
          ? 'off'
          : 'unsure';
    return { t, is, sinceMs: t };
  };
  return onTrack(watch, 'off-grid', thresholds.offGridMs, (minutes) => minutes.map(signAt));
}
