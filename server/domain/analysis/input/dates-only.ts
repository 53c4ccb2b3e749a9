import { DAY_MS } from '../../../contract/units.ts';
import type { Incidents } from './input.ts';

/** Whether times are dates, and not one alone: each a moment or a day long, all whole days apart. */
export function hasDatesOnly({ endMs, startMs }: Incidents): boolean {
  if (startMs === null || endMs === null) return false;
  if (startMs.every((start) => start === startMs[0])) return false;
  return startMs.every((start, i) => {
    const lengthMs = endMs[i]! - start;
    const isDay = lengthMs === 0 || Math.abs(lengthMs - DAY_MS) <= 1000;
    return isDay && (start - startMs[0]!) % DAY_MS === 0;
  });
}
