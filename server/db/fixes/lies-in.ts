import { sql } from 'kysely';

/** What is told as it is taken comes within this. */
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

/** The moments a fix `f` may be of, by `LIES_IN.either`: the earliest and the latest. */
export const EARLIEST = sql`least(f.device_time, f.device_time + (f.receive_time - f.sent_time),
  case when f.sent_time is null then f.receive_time - ${COMES_WITHIN} end)`;
export const LATEST = sql`greatest(f.device_time, f.device_time + (f.receive_time - f.sent_time),
  case when f.sent_time is null then f.receive_time end)`;
