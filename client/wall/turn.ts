/** What a wall shows in turn. */
export const WALL_VIEWS = ['map', 'patrols', 'cases'] as const;
export type WallView = (typeof WALL_VIEWS)[number];

/** How long each is shown, ms. */
export const TURN_MS = 20_000;
/** How long after an alarm the map stays where it is, ms. */
export const STAY_MS = 120_000;

/** The view of a moment (Unix ms): by the clock, so that walls of a room turn together; the map for a while after an alarm. */
export const viewAt = (nowMs: number, alarmMs: number | null): WallView =>
  alarmMs !== null && nowMs - alarmMs < STAY_MS
    ? 'map'
    : WALL_VIEWS[Math.floor(nowMs / TURN_MS) % WALL_VIEWS.length]!;
