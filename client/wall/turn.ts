/** What a wall shows in turn. */
export const WALL_VIEWS = ['map', 'patrols', 'cases'] as const;
export type WallView = (typeof WALL_VIEWS)[number];

/** How long each is shown, ms. */
export const TURN_MS = 20_000;
/** How long after an alarm the map stays where it is, ms. */
export const STAY_MS = 120_000;

/** Whether the map still stays at an alarm; both moments Unix ms. */
export const stays = (nowMs: number, alarmMs: number | null): boolean =>
  alarmMs !== null && nowMs - alarmMs < STAY_MS;

/** The view of a moment (Unix ms): by the clock, so that walls of a room turn together; the map for a while after an alarm. */
export const viewAt = (nowMs: number, alarmMs: number | null): WallView =>
  stays(nowMs, alarmMs) ? 'map' : WALL_VIEWS[Math.floor(nowMs / TURN_MS) % WALL_VIEWS.length]!;
