import type { LngLat } from '../../contract/geo.ts';

/** Positions a trail keeps, one at most every TRAIL_STEP_MS. */
const TRAIL_LENGTH = 60;
const TRAIL_STEP_MS = 10_000;
/** Outside the grid this long before it is an alert, inside this long before another one can follow. */
const OFF_GRID_MS = 5 * 60_000;
const BACK_IN_MS = 2 * 60_000;

/** What is known of an officer's handheld right now; device times, Unix ms. */
export interface OfficerLive {
  t: number;
  position: LngLat;
  inGrid: boolean | null;
  /** [lng, lat, t], oldest first. */
  trail: [number, number, number][];
  outsideSince: number | null;
  insideSince: number | null;
  offGridAlerted: boolean;
}

export interface LiveFix extends LngLat {
  t: number;
  /** Marked fixes are left out of what is shown live. */
  marked: boolean;
}

export type LiveEvent = { kind: 'moved' } | { kind: 'off-grid'; at: number; position: LngLat };

/**
 * One step of the live picture: (state, fix) -> (state, events). Older fixes than the state's own change nothing,
 * so late and repeated delivery cannot move an officer back.
 */
export function officerStep(
  state: OfficerLive | undefined,
  fix: LiveFix,
  inGrid: boolean | null,
  onPatrol: boolean,
): { state: OfficerLive | undefined; events: LiveEvent[] } {
  if (fix.marked || (state && fix.t <= state.t)) return { state, events: [] };
  const position = { lng: fix.lng, lat: fix.lat };
  const outsideSince = inGrid === false ? (state?.outsideSince ?? fix.t) : null;
  const insideSince = inGrid === false ? null : (state?.insideSince ?? fix.t);
  const backIn = insideSince !== null && fix.t - insideSince >= BACK_IN_MS;
  const alerted = (state?.offGridAlerted ?? false) && !backIn;
  const strayed =
    onPatrol && !alerted && outsideSince !== null && fix.t - outsideSince >= OFF_GRID_MS;
  return {
    state: {
      t: fix.t,
      position,
      inGrid,
      trail: extendTrail(state?.trail ?? [], fix),
      outsideSince,
      insideSince,
      offGridAlerted: alerted || strayed,
    },
    events: [
      { kind: 'moved' },
      ...(strayed ? [{ kind: 'off-grid', at: outsideSince, position } as const] : []),
    ],
  };
}

function extendTrail(trail: OfficerLive['trail'], fix: LiveFix): OfficerLive['trail'] {
  const last = trail.at(-1);
  if (last && fix.t - last[2] < TRAIL_STEP_MS) return trail;
  return [...trail.slice(1 - TRAIL_LENGTH), [fix.lng, fix.lat, fix.t]];
}
