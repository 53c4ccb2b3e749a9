import { useRef } from 'react';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type { OwnDuty } from '../../../server/contract/handhelds/own.ts';
import { distanceM } from '../../geo/plane.ts';
import type { Patrol } from '../queue/records.ts';
import { type Notice, noticesOf } from './notices.ts';
import { isOutside, standingOf, windowEndOf } from './standing.ts';

/** Within this of where one stood is still standing, metres. */
const STILL_M = 25;

/** What the officer is to be told of a patrol now; remembers since when it is so. */
export function useNotices(
  patrol: Patrol,
  duty: OwnDuty,
  {
    aheadMs,
    gap,
    nowMs,
    place,
  }: {
    /** How far the phone's clock, which `nowMs` and the patrol's beginning are of, is ahead of the server's. */
    aheadMs: number;
    gap: string | null;
    nowMs: number;
    place: LngLat | null;
  },
): Notice[] {
  const since = useRef<{ outside: number | null; still: { at: LngLat; ms: number } | null }>({
    outside: null,
    still: null,
  });
  const { current } = since;
  current.outside = isOutside(place, duty) ? (current.outside ?? nowMs) : null;
  if (place && (!current.still || distanceM(current.still.at, place) > STILL_M))
    current.still = { at: place, ms: nowMs };
  const endsAt = windowEndOf(patrol, duty, aheadMs);
  return noticesOf(
    {
      gap,
      outsideSince: current.outside,
      stillSince: current.still?.ms ?? null,
      windowEndsAt: endsAt && endsAt + aheadMs,
      minutesLeft: standingOf(patrol, duty).minutesLeft,
    },
    duty.rules,
    nowMs,
  );
}
