import { isTimeZone } from '../time/time-zone.ts';
import { AnalysisError } from './error.ts';
import type { Incidents } from './input/input.ts';

/** Refuses a selection of fewer incidents than a method needs. */
export function requireCount(found: number, needed: number, what = 'incidents') {
  if (found === 0) throw new AnalysisError('no-incidents', `there are no ${what} to analyse`);
  if (found < needed) {
    throw new AnalysisError('too-few', `${found} ${what}, at least ${needed} are needed`);
  }
}

/** Refuses incidents that all lie at one place. */
export function requirePlaces({ x, y }: Pick<Incidents, 'x' | 'y'>) {
  for (let i = 1; i < x.length; i++) if (x[i] !== x[0] || y[i] !== y[0]) return;
  throw new AnalysisError('one-place', 'all incidents lie at one place');
}

/** Refuses incidents that all have one time; the times of the input otherwise. Throws `no-time` without any. */
export function requireTimes(incidents: Incidents): { startMs: Float64Array; endMs: Float64Array } {
  const { startMs, endMs } = incidents;
  if (startMs === null || endMs === null) {
    throw new AnalysisError('no-time', 'the incidents have no times');
  }
  for (let i = 0; i < startMs.length; i++) {
    if (startMs[i] !== startMs[0] || endMs[i] !== startMs[0]) return { startMs, endMs };
  }
  throw new AnalysisError('one-time', 'all incidents have the same time');
}

/** Numbers a study may hold at once; eight bytes each. */
export const MOST_NUMBERS = 2e8;

/** Refuses a study whose tables would outgrow the memory allowance. */
export function requireRoom(numbers: number, remedy: string) {
  if (numbers <= MOST_NUMBERS) return;
  const gigabytes = ((numbers * 8) / 1e9).toFixed(1);
  throw new AnalysisError('too-large', `the study needs ${gigabytes} GB of tables; ${remedy}`);
}

/** Throws `parameter-invalid` where there is no such zone. */
export function checkTimeZone(zone: string) {
  if (!isTimeZone(zone))
    throw new AnalysisError('parameter-invalid', `timeZone: ${zone} is not a time zone`);
}
