import { MINUTE_MS } from '../../contract/units.ts';
import type { Begun } from './begun.ts';
import type { Episode, Watch } from './episode.ts';

/**
 * Staggered hours that began some time ago without a patrol. Only windows the day cannot do without: where later ones have room for all
 * that is left, nobody is late yet. Under way when a window begins is not late either. Ends when a patrol begins, or with the window.
 */
export function lateStart(watch: Watch, begun: readonly Begun[]): Episode[] {
  const { day, duty, thresholds, required, nowMs } = watch;
  const perWindow = Math.ceil(required / Math.max(1, day.windows.length));
  return day.windows.flatMap(({ fromMs, toMs }, k): Episode[] => {
    const sinceMs = Math.max(fromMs, duty.sinceMs);
    const roomLater = perWindow * (day.windows.length - k - 1);
    const earlier = begun.filter(({ startMs }) => startMs >= day.fromMs && startMs < fromMs).length;
    const holdMs = Math.min(thresholds.lateStartMs, toMs - fromMs - MINUTE_MS);
    const dueMs = sinceMs + holdMs;
    if (required - earlier <= roomLater || dueMs > nowMs || sinceMs >= toMs) return [];
    const first = begun.find(({ startMs, endMs }) => startMs < toMs && (endMs ?? nowMs) >= sinceMs);
    if (first && first.startMs < dueMs) return [];
    return [
      {
        kind: 'late-start',
        sinceMs,
        dueMs,
        untilMs: first && first.startMs <= nowMs ? first.startMs : nowMs >= toMs ? toMs : null,
        limitMin: holdMs / MINUTE_MS,
        gridId: duty.gridId,
        patrolId: null,
        position: null,
      },
    ];
  });
}
