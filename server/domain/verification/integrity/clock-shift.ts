import { MINUTE_MS } from '../../../contract/units.ts';
import { type Detector, rangesOf } from './context.ts';

/** Minutes a device clock may differ from the server's before it is worth a word, and before it is held against the patrol. */
const OFF_MIN = { weak: 2, strong: 10 };

/**
 * Clock shifted: every batch names the device time of sending, the server knows the time of receiving. A network only adds delay, so
 * the least difference over all batches is the clock's own; held-back and repeated batches do not disturb it. Measured in minutes,
 * ahead positive. Innocent: a clock set by hand or a flat clock battery; time zones do not matter, times are absolute.
 */
export const clockShift: Detector = ({ fixes }) => {
  const told = fixes.filter(({ sentMs }) => sentMs !== null);
  if (told.length === 0) return null;
  const behindMs = told.reduce(
    (least, fix) => Math.min(least, fix.receivedMs - fix.sentMs!),
    Number.POSITIVE_INFINITY,
  );
  const offMin = Math.abs(behindMs) / MINUTE_MS;
  if (offMin < OFF_MIN.weak) return null;
  return {
    strength: offMin >= OFF_MIN.strong ? 'strong' : 'weak',
    measured: -behindMs / MINUTE_MS,
    threshold: OFF_MIN.strong,
    share: told.length / fixes.length,
    fixes: rangesOf(fixes, ({ sentMs }) => sentMs !== null),
  };
};
