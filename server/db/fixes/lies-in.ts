import { sql } from 'kysely';
import { MINUTE_MS } from '../../contract/units.ts';
import type { Fix } from '../../domain/entrance/fix.ts';

/** One handheld's stretch of time, inclusive, Unix ms. */
export interface Stretch {
  handheldId: number;
  fromMs: number;
  toMs: number;
}

/** What is told as it is taken comes within this. */
const COMES_WITHIN_MS = 15 * MINUTE_MS;
const COMES_WITHIN = sql`interval '15 minutes'`;

/**
 * Whether a fix `f` lies in a stretch `s` of time: by the time its handheld told, or by that or the time its sending may put right; of a wire
 * that tells no time of sending, when it came.
 */
export const LIES_IN = {
  told: sql`f.device_time between s.first and s.last`,
  either: sql`(f.device_time between s.first and s.last
    or f.device_time + (f.receive_time - f.sent_time) between s.first and s.last
    or (f.sent_time is null and f.receive_time between s.first and s.last + ${COMES_WITHIN}))`,
};

/** Not so near its coming, the time of a fix of a wire without a time of sending may be that of a clock that is off. */
export const MAY_BE_OFF = sql`(f.sent_time is not null or f.receive_time - f.device_time not between interval '-1 minute' and interval '1 minute')`;

/** From when to when fixes of each handheld may be, by `LIES_IN.either`: a stretch a handheld. */
export function reachOf(fixes: readonly Fix[]): Stretch[] {
  const reach = new Map<number, Stretch>();
  for (const { handheldId, t, receivedMs, sentMs } of fixes) {
    const of = reach.get(handheldId) ?? { handheldId, fromMs: t, toMs: t };
    const [first, last] =
      sentMs === null
        ? [receivedMs - COMES_WITHIN_MS, receivedMs]
        : [t + receivedMs - sentMs, t + receivedMs - sentMs];
    of.fromMs = Math.min(of.fromMs, t, first);
    of.toMs = Math.max(of.toMs, t, last);
    reach.set(handheldId, of);
  }
  return [...reach.values()];
}
