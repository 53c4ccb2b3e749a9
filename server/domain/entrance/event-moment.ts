import { EARLIEST_MS } from '../../contract/fixes/fix.ts';
import type { HandheldIncident } from '../../contract/fixes/handheld.ts';
import { HOUR_MS, MINUTE_MS } from '../../contract/units.ts';
import { FUTURE_TOLERANCE_MS } from './mark-fix.ts';

/** A clock nearer to the server's than this, ms, is taken as right: networks and hands differ by as much. */
export const RIGHT_WITHIN_MS = 2 * MINUTE_MS;
/** A call for help that says it is older than this is taken for one of a clock that is behind. */
export const SOS_BEHIND_MAX_MS = 12 * HOUR_MS;

/** Device times of an event, Unix ms; null where it tells none. */
export interface DeviceTimes {
  t: number | null;
  /** Of sending. */
  sentMs: number | null;
}

/**
 * When an event happened by the server's clock, Unix ms: its device time, moved by what the time of sending shows the clock to be off; the time
 * of receipt where that still lies in the future, or where there is no time at all. What was buffered keeps its own time.
 */
export function eventMoment({ t, sentMs }: DeviceTimes, receivedMs: number): number {
  if (t === null) return receivedMs;
  const at = putRight(t, sentMs, receivedMs);
  return at > receivedMs + FUTURE_TOLERANCE_MS || at < EARLIEST_MS ? receivedMs : at;
}

/** The moment of a fix by which it is asked whose it is: its own where its sending tells nothing of its clock. Unix ms. */
export const momentOfFix = (times: { t: number; sentMs: number | null; receivedMs: number }) =>
  times.sentMs === null ? times.t : eventMoment(times, times.receivedMs);

function putRight(t: number, sentMs: number | null, receivedMs: number): number {
  const offsetMs = sentMs === null ? 0 : receivedMs - sentMs;
  return Math.abs(offsetMs) >= RIGHT_WITHIN_MS ? t + offsetMs : t;
}

/**
 * Whether an event lies ahead of its own sending, by the one clock of both: it was ahead and was put right in between, and nobody knows when
 * it was.
 */
export const isUnplaced = ({ t, sentMs }: DeviceTimes, receivedMs: number): boolean =>
  t !== null &&
  sentMs !== null &&
  putRight(t, sentMs, receivedMs) > receivedMs + FUTURE_TOLERANCE_MS;

/**
 * What was found, at the time it was by the server's clock, `since` moved along; by whole minutes, so that sent again over another network it
 * is the same.
 */
export function placedIncident(
  { sentAt, ...incident }: HandheldIncident,
  receivedMs: number,
): HandheldIncident {
  const { since, t } = incident;
  const at = eventMoment({ t, sentMs: sentAt ?? null }, receivedMs);
  const movedMs = Math.round((at - t) / MINUTE_MS) * MINUTE_MS;
  return {
    ...incident,
    t: t + movedMs,
    ...(since === undefined ? {} : { since: since + movedMs }),
  };
}

/** The same for a call for help: at most half a day back and never ahead, so that whoever looks at what is new sees it. */
export function sosMoment(times: DeviceTimes, receivedMs: number): number {
  const at = eventMoment(times, receivedMs);
  return at < receivedMs - SOS_BEHIND_MAX_MS ? receivedMs : Math.min(at, receivedMs);
}
