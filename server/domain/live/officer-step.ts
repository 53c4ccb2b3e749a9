import type { LngLat } from '../../contract/areas/geo.ts';

/** Positions a trail keeps, one at most every TRAIL_STEP_MS. */
const TRAIL_LENGTH = 60;
const TRAIL_STEP_MS = 10_000;

/** What is known of an officer's handheld right now; device times, Unix ms. */
export interface OfficerLive {
  t: number;
  position: LngLat;
  inGrid: boolean | null;
  /** [lng, lat, t], oldest first. */
  trail: [number, number, number][];
}

export interface LiveFix extends LngLat {
  t: number;
  /** Marked fixes are left out of what is shown live. */
  marked: boolean;
}

export type LiveEvent = { kind: 'moved' };

/**
 * One step of the live picture: (state, fix) -> (state, events). Older fixes than the state's own change nothing,
 * so late and repeated delivery cannot move an officer back.
 */
export function officerStep(
  state: OfficerLive | undefined,
  fix: LiveFix,
  inGrid: boolean | null,
): { state: OfficerLive | undefined; events: LiveEvent[] } {
  if (fix.marked || (state && fix.t <= state.t)) return { state, events: [] };
  return {
    state: {
      t: fix.t,
      position: { lng: fix.lng, lat: fix.lat },
      inGrid,
      trail: extendTrail(state?.trail ?? [], fix),
    },
    events: [{ kind: 'moved' }],
  };
}

function extendTrail(trail: OfficerLive['trail'], fix: LiveFix): OfficerLive['trail'] {
  const last = trail.at(-1);
  if (last && fix.t - last[2] < TRAIL_STEP_MS) return trail;
  return [...trail.slice(1 - TRAIL_LENGTH), [fix.lng, fix.lat, fix.t]];
}
