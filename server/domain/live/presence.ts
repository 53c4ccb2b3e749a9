/** Seconds of presence in one cell as of `t` (Unix ms), decaying exponentially. */
export interface Presence {
  seconds: number;
  t: number;
}

/** After this long without anyone, half of a cell's presence is left. */
export const PRESENCE_HALF_LIFE_MS = 30 * 60_000;

/** A fix stands for at most this much presence, whatever the silence before it. */
export const PRESENCE_MAX_S = 60;

/** Presence of a cell at `t`: seconds * 2^(-(t - t0) / half-life). Never grows backwards in time. */
export function presenceAt({ seconds, t: t0 }: Presence, t: number): number {
  return seconds * 2 ** (-Math.max(0, t - t0) / PRESENCE_HALF_LIFE_MS);
}

/** Adds presence that was earned at `t`; late presence is decayed by its own age first, so order does not matter. */
export function addPresence(cell: Presence | undefined, seconds: number, t: number): Presence {
  if (!cell) return { seconds, t };
  if (t >= cell.t) return { seconds: presenceAt(cell, t) + seconds, t };
  return { seconds: cell.seconds + presenceAt({ seconds, t }, cell.t), t: cell.t };
}
