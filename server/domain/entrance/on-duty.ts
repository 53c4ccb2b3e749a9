import type { NormRules } from '../../contract/norms/norm.ts';
import { clockMinutes, localClock } from '../time/local-time.ts';

type Duty = Pick<NormRules, 'dutyDays' | 'dutyHours' | 'dutyGraceMinutes'>;

/** Whether a moment lies in the hours of a duty on record; without a grid or a norm there are none to lie outside of. */
export const isOnItsDuty = (
  t: number,
  { grid, rules }: { grid: { timeZone: string } | null; rules: Duty | null },
): boolean => !grid || !rules || isOnDuty(t, grid.timeZone, rules);

/**
 * Whether an officer may be tracked at `t` (Unix ms): within the norm's days and hours of duty, in the area's
 * time zone, plus a grace on either side. Hours whose end comes before their start run across midnight and
 * belong to the day they start on.
 */
export function isOnDuty(t: number, timeZone: string, duty: Duty): boolean {
  const from = clockMinutes(duty.dutyHours.from);
  const to = clockMinutes(duty.dutyHours.to);
  const end = to < from ? to + 1440 : to;
  const { minute, weekday } = localClock(t, timeZone);
  // The same moment seen from yesterday's, today's and tomorrow's duty.
  return [-1, 0, 1].some((shift) => {
    const day = ((weekday - 1 + shift + 7) % 7) + 1;
    const at = minute - shift * 1440;
    return (
      duty.dutyDays.includes(day) &&
      at >= from - duty.dutyGraceMinutes &&
      at <= end + duty.dutyGraceMinutes + 0.999
    );
  });
}
