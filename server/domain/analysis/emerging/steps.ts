import { DAY_MS } from '../../../contract/units.ts';
import { requireTimes } from '../checks.ts';
import type { TimeBins } from '../input/aoristic.ts';
import type { Incidents } from '../input/input.ts';

/**
 * Whole steps laid back from the last moment, so that the newest step is a full one; what is older than
 * the first whole step is left out.
 */
export function stepsOf(input: Incidents, stepDays: number): TimeBins {
  const { startMs, endMs } = requireTimes(input);
  const binMs = stepDays * DAY_MS;
  const first = startMs.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = endMs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  // The last moment belongs to the last step, whose end is open.
  const untilMs = last + 1;
  const steps = Math.max(1, Math.floor((untilMs - first) / binMs));
  return { originMs: untilMs - steps * binMs, binMs, count: steps };
}
