import { MINUTE_MS } from '../../contract/units.ts';
import type { Begun } from './begun.ts';
import type { Episode, Watch } from './episode.ts';

/** What may still turn out to count: what was not judged, or could not be, has the benefit of the doubt. */
const mayCount = ({ outcome }: Begun) => outcome !== 'incomplete' && outcome !== 'suspicious';

/**
 * The earliest end of the day's last patrol, Unix ms, as seen at a moment: the patrols begun by then count as they came out, one under
 * way is walked on, and the others follow without a pause but the rest between them, each begun in a window that has room. Infinity
 * where the windows have none.
 */
export function earliestEnd(watch: Watch, begun: readonly Begun[], fromMs: number): number {
  const { day, duty, required } = watch;
  const walkMs = duty.rules.minutesPerPatrol * MINUTE_MS;
  const restMs = duty.rules.minRestMinutes * MINUTE_MS;
  const perWindow = Math.ceil(required / Math.max(1, day.windows.length));
  const taken = day.windows.map(() => 0);
  const windowAt = (t: number) => day.windows.findIndex((w) => w.fromMs <= t && t < w.toMs);
  let [done, endMs, restedMs] = [0, fromMs, day.fromMs];
  for (const patrol of begun) {
    if (patrol.startMs > fromMs || !mayCount(patrol) || patrol.startMs < restedMs) continue;
    const window = windowAt(patrol.startMs);
    if (window >= 0 && taken[window]! >= perWindow) continue;
    if (window >= 0) taken[window]! += 1;
    done += 1;
    endMs = patrol.endMs ?? Math.max(fromMs, patrol.startMs + walkMs);
    restedMs = endMs + restMs;
  }
  for (; done < required; done++) {
    let startMs = Math.max(fromMs, restedMs);
    if (day.windows.length > 0) {
      const free = day.windows.findIndex((w, k) => w.toMs > startMs && taken[k]! < perWindow);
      if (free < 0) return Number.POSITIVE_INFINITY;
      taken[free]! += 1;
      startMs = Math.max(startMs, day.windows[free]!.fromMs);
    }
    endMs = startMs + walkMs;
    restedMs = endMs + restMs;
  }
  return endMs;
}

/**
 * The day cannot be met any more, even starting now and walking without pause. Since the last moment at which it could, to the minute.
 * A norm that nobody could meet from its first minute says nothing about an officer.
 */
export function willNotMakeIt(watch: Watch, begun: readonly Begun[]): Episode[] {
  const { day, duty, thresholds, nowMs } = watch;
  const isTooLate = (t: number) => earliestEnd(watch, begun, t) > day.lastMs;
  const startMs = Math.max(day.fromMs, duty.sinceMs);
  if (nowMs <= startMs || !isTooLate(nowMs) || isTooLate(startMs)) return [];
  // Too late once is too late ever after, so the moment can be searched by halves.
  let [low, high] = [startMs, nowMs];
  while (high - low > MINUTE_MS) {
    const middle = Math.floor((low + high) / 2);
    if (isTooLate(middle)) high = middle;
    else low = middle;
  }
  const sinceMs = Math.floor(high / MINUTE_MS) * MINUTE_MS;
  const dueMs = sinceMs + thresholds.willNotMakeItMs;
  if (dueMs > nowMs) return [];
  return [
    {
      kind: 'will-not-make-it',
      sinceMs,
      dueMs,
      untilMs: null,
      limitMin: thresholds.willNotMakeItMs / MINUTE_MS,
      gridId: duty.gridId,
      patrolId: null,
      position: null,
    },
  ];
}
