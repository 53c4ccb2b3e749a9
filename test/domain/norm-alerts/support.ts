import { defaultNorm } from '../../../server/contract/norms/default-norm.ts';
import type { NormRules } from '../../../server/contract/norms/norm.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import type { WatchedPatrol, WatchFacts } from '../../../server/domain/norm-alerts/episode.ts';
import {
  addMinute,
  emptyTrack,
  type MinuteTrack,
  minuteOf,
  placeTrack,
} from '../../../server/domain/norm-alerts/minute-track.ts';

/** 08:00 in Shanghai on Monday, June 1. */
export const EIGHT = Date.UTC(2026, 5, 1, 0);
export const at = (minute: number) => EIGHT + minute * MINUTE_MS;
/** Minutes after eight. */
export const minuteOfMs = (ms: number | null) => (ms === null ? null : (ms - EIGHT) / MINUTE_MS);

const METRES_PER_DEGREE = 111_195;

/** A fix `m` metres outside the border (negative inside), `along` metres along it. */
export interface Step {
  minute: number;
  outM: number;
  alongM?: number;
  accuracyM?: number;
  marked?: boolean;
}

/** The border runs along the meridian of 121 degrees: east of it is outside. Distances are what this test world says they are. */
export function trackOf(steps: readonly Step[]): MinuteTrack {
  const track = emptyTrack();
  for (const { minute, outM, alongM = 0, accuracyM = 5, marked = false } of steps)
    addMinute(
      track,
      minuteOf({
        t: at(minute),
        lng: 121 + outM / METRES_PER_DEGREE,
        lat: 0.1 + alongM / METRES_PER_DEGREE,
        accuracyM,
        marked,
      }),
    );
  placeTrack(track, ({ lng }) => Math.round((lng - 121) * METRES_PER_DEGREE));
  return track;
}

export const rulesWith = (own: Partial<NormRules>): NormRules => ({
  ...defaultNorm().rules,
  ...own,
});

export const patrol = (from: number, to: number | null, own: Partial<WatchedPatrol> = {}) => ({
  id: 1,
  startMs: at(from),
  endMs: to === null ? null : at(to),
  outcome: null,
  ...own,
});

/** An officer of one grid, on duty. */
export function facts(own: {
  rules?: Partial<NormRules>;
  patrols?: WatchedPatrol[];
  steps?: readonly Step[];
  onLeave?: boolean;
  duties?: WatchFacts['duties'];
  knownSinceMs?: number;
}): WatchFacts {
  return {
    onLeave: own.onLeave ?? false,
    duties: own.duties ?? [
      {
        gridId: 7,
        rules: rulesWith(own.rules ?? {}),
        timeZone: 'Asia/Shanghai',
        standsIn: false,
        sinceMs: Number.NEGATIVE_INFINITY,
      },
    ],
    patrols: own.patrols ?? [],
    track: trackOf(own.steps ?? []),
    knownSinceMs: own.knownSinceMs ?? Number.NEGATIVE_INFINITY,
  };
}

/** Steps every minute from one to before another, as `of` says. */
export const minutes = (from: number, to: number, of: (minute: number) => Omit<Step, 'minute'>) =>
  Array.from({ length: to - from }, (_, k) => ({ minute: from + k, ...of(from + k) }));
