import type { NormAlert } from '../../contract/console/console.ts';
import { DAY_MS, MINUTE_MS } from '../../contract/units.ts';
import type { Episode, Watch } from './episode.ts';
import { type Sign, stretchesOf } from './stretches.ts';

/** Patrols of an officer as far as they are watched: as far back as the track is known, at most a day each, none left open for longer. */
export const watchedPatrols = ({ patrols, nowMs, knownSinceMs }: Watch) =>
  patrols
    .map(({ id, startMs, endMs }) => ({
      id,
      startMs: Math.max(startMs, knownSinceMs),
      endMs:
        endMs === null && nowMs - startMs < DAY_MS
          ? null
          : Math.min(endMs ?? nowMs, startMs + DAY_MS),
    }))
    .filter(({ startMs, endMs }) => endMs === null || endMs > startMs);

/** Places of the minutes of a track that lie in a patrol and have a position. */
export function minutesWithin(
  { track: { t } }: Pick<Watch, 'track'>,
  { startMs, endMs }: { startMs: number; endMs: number | null },
): number[] {
  const within: number[] = [];
  for (let i = t.length - 1; i >= 0 && !(t[i]! < startMs); i--)
    if (t[i]! >= startMs && (endMs === null || t[i]! <= endMs)) within.push(i);
  return within.reverse();
}

/** Episodes of a condition that the positions of patrols show. `signsOf` reads minutes of the track, given by their places. */
export function onTrack(
  watch: Watch,
  kind: NormAlert,
  holdMs: number,
  signsOf: (minutes: number[]) => Sign[],
): Episode[] {
  const { thresholds, track, duty } = watch;
  const { backMs, maxGapMs } = thresholds;
  return watchedPatrols(watch).flatMap((patrol) => {
    const minutes = minutesWithin(watch, patrol);
    const options = { holdMs, backMs, maxGapMs, endMs: patrol.endMs };
    return stretchesOf(signsOf(minutes), options).map(
      ({ sinceMs, dueMs, untilMs, raisedAt }): Episode => {
        const at = minutes[raisedAt]!;
        return {
          kind,
          sinceMs,
          dueMs,
          untilMs,
          limitMin: holdMs / MINUTE_MS,
          gridId: duty.gridId,
          patrolId: patrol.id,
          position: { lng: track.lng[at]!, lat: track.lat[at]! },
        };
      },
    );
  });
}
