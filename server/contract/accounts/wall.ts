import { DAY_MS, MINUTE_MS } from '../units.ts';

/** A session is left to a wall only when it would end so soon: whoever works beside the wall keeps all rights until then. */
export const WALL_BEFORE_END_MS = 20 * MINUTE_MS;

/** Whether a console that hangs on a wall is to ask that its session go on: once it is about to end, then daily. */
export const wantsWall = ({ endsAt, isWall }: { endsAt: string; isWall: boolean }, nowMs: number) =>
  Date.parse(endsAt) - nowMs < (isWall ? 29 * DAY_MS : WALL_BEFORE_END_MS);
