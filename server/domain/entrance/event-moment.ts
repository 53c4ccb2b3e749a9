import { EARLIEST_MS, isPossible } from '../../contract/fixes/fix.ts';
import type { HandheldIncident } from '../../contract/fixes/handheld.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../contract/units.ts';
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

interface FixTimes {
  t: number;
  sentMs: number | null;
  receivedMs: number;
}

/**
 * The moment of a fix by which it is asked whose it is, Unix ms: its own, put right by its sending; of times that cannot be, when it came. As
 * `TAKEN_AT` has it of stored ones, but that what lies ahead of its own sending is asked about as of now.
 */
export function momentOfFix(times: FixTimes): number {
  const at = possibleTime(times) ?? times.receivedMs;
  return times.sentMs !== null && at > times.receivedMs + FUTURE_TOLERANCE_MS
    ? times.receivedMs
    : at;
}

/** Seconds taken for milliseconds: a time that, times a thousand, lies as near to now as fixes are taken. */
const LATELY_MS = 40 * DAY_MS;
const isInSeconds = (ms: number, receivedMs: number) =>
  Math.abs(ms * 1000 - receivedMs) < LATELY_MS;

/**
 * What tells when fixes of a session were taken, by the server's clock, Unix ms; undefined where nothing can: neither their time nor that as
 * their sending puts it right can be, and the session is not of a clock as wrong, which other sendings of it may tell; or both are in seconds.
 * That something recorded comes now does not tell either.
 */
export function momentsOfSession(
  session: number,
  { sentMs, receivedMs, isRecorded }: Omit<FixTimes, 't'> & { isRecorded: boolean },
): (t: number) => number | undefined {
  const isSessionPossible = isPossible(session, receivedMs);
  const isSessionInSeconds = isInSeconds(session, receivedMs);
  return (t) => {
    const times = { t, sentMs, receivedMs };
    if (isSessionInSeconds && isInSeconds(t, receivedMs)) return undefined;
    if ((isSessionPossible || isRecorded) && possibleTime(times) === undefined) return undefined;
    return momentOfFix(times);
  };
}

/** The time of a fix as its sending puts it right, or else as told, Unix ms; undefined where neither can be. */
function possibleTime({ t, sentMs, receivedMs }: FixTimes): number | undefined {
  const at = putRight(t, sentMs, receivedMs);
  if (isPossible(at, receivedMs)) return at;
  return isPossible(t, receivedMs) ? t : undefined;
}

/** Whether a fix that was kept told no time that can be, though its sending did: another of its session may tell when it was. */
export const isUnplacedFix = (times: FixTimes): boolean =>
  times.sentMs !== null && possibleTime(times) === undefined;

function putRight(t: number, sentMs: number | null, receivedMs: number): number {
  const offsetMs = sentMs === null ? 0 : receivedMs - sentMs;
  return Math.abs(offsetMs) >= RIGHT_WITHIN_MS ? t + offsetMs : t;
}

/**
 * Whether nobody knows when an event was: its time cannot be, or lies ahead of its own sending by the one clock of both, which was put right in
 * between.
 */
export function isUnplaced({ t, sentMs }: DeviceTimes, receivedMs: number): boolean {
  if (t === null) return false;
  const at = putRight(t, sentMs, receivedMs);
  return !isPossible(at, receivedMs) || (sentMs !== null && at > receivedMs + FUTURE_TOLERANCE_MS);
}

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
