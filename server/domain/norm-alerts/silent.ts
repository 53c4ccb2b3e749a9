import { MINUTE_MS } from '../../contract/units.ts';
import type { Episode, Watch } from './episode.ts';
import { watchedPatrols } from './on-track.ts';

/** A time without fixes, null while it lasts. */
interface Silence {
  fromMs: number;
  toMs: number | null;
}

/**
 * Nothing heard for longer than allowed during a patrol. It ends with the first fix after it, once fixes have come for a while; a few in
 * between do not break it. Fixes that arrive later and lie in it show that only the network was silent: then it never was.
 */
export function silent(watch: Watch): Episode[] {
  const { silentMs, backMs } = watch.thresholds;
  return watchedPatrols(watch).flatMap(({ id, startMs, endMs }) => {
    const closeMs = endMs ?? watch.nowMs;
    const silences: Silence[] = [];
    let heardMs = startMs;
    const hear = (firstMs: number, lastMs: number) => {
      if (firstMs - heardMs >= silentMs) silences.push({ fromMs: heardMs, toMs: firstMs });
      heardMs = Math.max(heardMs, lastMs);
    };
    const { firstMs, lastMs } = watch.track;
    for (let i = 0; i < firstMs.length; i++)
      if (lastMs[i]! >= startMs && firstMs[i]! <= closeMs) hear(firstMs[i]!, lastMs[i]!);
    if (closeMs - heardMs >= silentMs) silences.push({ fromMs: heardMs, toMs: endMs });
    else if (endMs === null && silences.length > 0) {
      const last = silences.at(-1)!;
      if (last.toMs !== null && heardMs - last.toMs < backMs) last.toMs = null;
    }
    return joined(silences, backMs).map(
      ({ fromMs, toMs }): Episode => ({
        kind: 'silent',
        sinceMs: fromMs,
        dueMs: fromMs + silentMs,
        untilMs: toMs,
        limitMin: silentMs / MINUTE_MS,
        gridId: watch.duty.gridId,
        patrolId: id,
        position: lastPlace(watch, fromMs),
      }),
    );
  });
}

function joined(silences: readonly Silence[], backMs: number): Silence[] {
  const result: Silence[] = [];
  for (const silence of silences) {
    const last = result.at(-1);
    if (last?.toMs != null && silence.fromMs - last.toMs < backMs) last.toMs = silence.toMs;
    else result.push({ ...silence });
  }
  return result;
}

/** Where the officer was last seen before a moment. */
function lastPlace({ track }: Watch, beforeMs: number) {
  for (let i = track.t.length - 1; i >= 0; i--)
    if (track.t[i]! <= beforeMs) return { lng: track.lng[i]!, lat: track.lat[i]! };
  return null;
}
