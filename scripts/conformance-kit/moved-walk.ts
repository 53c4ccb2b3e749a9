import type { Fix } from '../../server/domain/entrance/fix.ts';

/** A walk drawn about moment 0, moved to another, Unix ms. */
export const movedWalk = (fixes: readonly Fix[], startMs: number): Fix[] =>
  fixes.map((fix) => ({
    ...fix,
    t: fix.t + startMs,
    session: fix.session + startMs,
    sentMs: fix.sentMs === null ? null : fix.sentMs + startMs,
    receivedMs: fix.receivedMs + startMs,
  }));
