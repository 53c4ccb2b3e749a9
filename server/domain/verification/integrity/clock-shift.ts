import { MINUTE_MS } from '../../../contract/units.ts';
import { RIGHT_WITHIN_MS } from '../../entrance/event-moment.ts';
import type { Detector } from './context.ts';

/**
 * Clock shifted: the sendings of a handheld tell that its clock was off (see `clockEpochs`). Measured is the farthest it was, in minutes,
 * ahead positive. Never strong: its fixes are placed at the server's time, where a walk of another time counts for nothing, and a clock set
 * by hand, a flat clock battery or a phone that puts itself right are innocent.
 */
export const clockShift: Detector = ({ clock, fixes }) => {
  if (clock.length === 0) return null;
  const farthest = clock.reduce((a, b) => (Math.abs(b.aheadMs) > Math.abs(a.aheadMs) ? b : a));
  const handhelds = new Set(clock.map(({ handheldId }) => handheldId));
  return {
    strength: 'weak',
    measured: farthest.aheadMs / MINUTE_MS,
    threshold: RIGHT_WITHIN_MS / MINUTE_MS,
    share:
      fixes.length > 0
        ? fixes.filter(({ handheldId }) => handhelds.has(handheldId)).length / fixes.length
        : 1,
    fixes: clock.map(({ handheldId, fromMs, toMs }) => ({ handheldId, fromMs, toMs })),
  };
};
