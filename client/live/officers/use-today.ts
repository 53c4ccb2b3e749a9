import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Patrol } from '../../../server/contract/patrols/patrol.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { patrolPageQuery } from '../../api/patrols.ts';
import { dayStart } from '../../format.ts';
import { useNow } from '../../parts/use-now.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { useLive } from '../stream/store.ts';
import { patrolsSince } from './standing.ts';

/** First moments of yesterday, today and tomorrow where the areas are, Unix ms. */
export const useDays = (): [number, number, number] => {
  const now = useNow(MINUTE_MS);
  const timeZone = useTimeZone();
  const today = dayStart(now, timeZone);
  // Half a day to either side lies within the neighbouring day, also when clocks change.
  const halfDayMs = 12 * 60 * MINUTE_MS;
  return [dayStart(today - halfDayMs, timeZone), today, dayStart(today + 3 * halfDayMs, timeZone)];
};

/** First moment of today where the areas are, Unix ms. */
export const useTodayStart = (): number => useDays()[1];

/** The last patrols since yesterday that were judged. */
export const useJudged = () => {
  const from = new Date(useDays()[0]).toISOString();
  return useQuery(patrolPageQuery({ from, judged: true }));
};

/** Fetches the last patrols since yesterday that were judged into the live store, beside those the stream brings. */
export const useFetchJudged = (): void => {
  const { data } = useJudged();
  const addFetched = useLive((s) => s.addFetched);
  useEffect(() => {
    if (data) addFetched(data.patrols);
  }, [data, addFetched]);
};

/** Today's patrols of an officer or a grid, newest first: as fetched, and as the stream tells of them since. */
export const useTodaysPatrols = (of: { officerId: number } | { gridId: number }): Patrol[] => {
  const today = useDays()[1];
  const filter = 'gridId' in of ? { areaId: of.gridId } : of;
  const { data } = useQuery(patrolPageQuery({ ...filter, from: new Date(today).toISOString() }));
  const patrols = useLive((s) => s.world.patrols);
  const [gridId, officerId] = 'gridId' in of ? [of.gridId, null] : [null, of.officerId];
  return useMemo(() => {
    const told = [...patrols.values()].filter(
      (p) => p.gridId === gridId || p.officerId === officerId,
    );
    const byId = new Map([...(data?.patrols ?? []), ...told].map((p) => [p.id, p]));
    return patrolsSince(byId.values(), today);
  }, [data, patrols, gridId, officerId, today]);
};
