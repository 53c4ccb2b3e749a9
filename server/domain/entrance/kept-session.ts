import { SESSION_MAX_MS } from '../../contract/fixes/fix.ts';
import { DAY_MS } from '../../contract/units.ts';

/** Whether fixes of a moment may be kept under a session; both Unix ms. */
export const isNear = (session: number, atMs: number): boolean =>
  Math.abs(atMs - session) <= SESSION_MAX_MS;

/** Sessions whole days from one that was told under which a fix of a moment may be kept, the earliest first. */
export function sessionsNear(told: number, atMs: number): number[] {
  const first = told + Math.ceil((atMs - SESSION_MAX_MS - told) / DAY_MS) * DAY_MS;
  const near: number[] = [];
  for (let session = first; isNear(session, atMs); session += DAY_MS) near.push(session);
  return near;
}

/**
 * The session a fix of a moment is kept under: the one told, or where that lies too far away (of a clock that is wrong by days, or never opened
 * anew) the earliest near one that holds fixes of it already, so that what is sent again finds itself; else the latest not after it, which is added to them.
 */
export function keptSession(told: number, atMs: number, holding: Set<number>): number {
  if (isNear(told, atMs)) return told;
  const near = sessionsNear(told, atMs);
  const kept =
    near.find((session) => holding.has(session)) ?? near.findLast((session) => session <= atMs)!;
  holding.add(kept);
  return kept;
}
