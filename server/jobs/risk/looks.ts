import { DAY_MS } from '../../contract/units.ts';
import type { TouchedDay } from '../../db/risk/days.ts';
import { passingShare, WHOLE_DAY_SHARE } from '../../domain/risk/looks.ts';
import { MEMORY_D } from '../../domain/risk/risk-state.ts';
import { localDayAt, startOfDay } from '../../domain/time/local-time.ts';
import type { Look } from './find-risk.ts';
import type { RiskGround } from './risk-worker.ts';
import { FOLLOW_D } from './watch.ts';

/** Whether a moment, Unix ms, is the end of a local day. */
export const endsADay = (t: number, timeZone: string): boolean =>
  startOfDay(localDayAt(t, timeZone), timeZone) === t;

/**
 * The looks of a run, in order: at now, at yesterday, and at the days before it that are on record where anything they rest on has changed
 * since they were looked at. Days that were missed are not made up for.
 */
export function looksAt(
  { timeZone }: RiskGround,
  run: {
    atMs: number;
    touched: readonly TouchedDay[];
    onRecord: ReadonlySet<number>;
    everyMin: number;
  },
): Look[] {
  const { atMs, everyMin, onRecord, touched } = run;
  const today = localDayAt(atMs, timeZone);
  const looks: Look[] = [];
  for (let day = today - FOLLOW_D + 1; day < today; day++) {
    const endMs = startOfDay(day + 1, timeZone);
    const moved = touched.some(({ judged, startMs, version }) => {
      const last = localDayAt(startMs + DAY_MS - 1, timeZone);
      const first = localDayAt(startMs, timeZone);
      return version > judged && last > day - MEMORY_D && first <= day;
    });
    if (onRecord.has(endMs) ? moved : day === today - 1)
      looks.push({ day, atMs: endMs, share: WHOLE_DAY_SHARE });
  }
  // At midnight there is nothing yet of the day that begins.
  if (!endsADay(atMs, timeZone))
    looks.push({ day: today, atMs, share: passingShare((24 * 60) / everyMin) });
  return looks;
}
