import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Patrol } from '../../../server/contract/patrols/patrol.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { patrolsQuery } from '../../api/patrols.ts';
import { dayStart } from '../../format.ts';
import { useNow } from '../../parts/use-now.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { type Day, useView } from '../map/view.ts';
import { useLive } from '../stream/store.ts';
import { patrolsWithin } from './standing.ts';

/** First moments of yesterday, today and tomorrow where the areas are, Unix ms. */
const useDays = (): [number, number, number] => {
  const now = useNow(MINUTE_MS);
  const timeZone = useTimeZone();
  const today = dayStart(now, timeZone);
  // Half a day to either side lies within the neighbouring day, also when clocks change.
  const halfDayMs = 12 * 60 * MINUTE_MS;
  return [dayStart(today - halfDayMs, timeZone), today, dayStart(today + 3 * halfDayMs, timeZone)];
};

/** First moment of today where the areas are, Unix ms. */
export const useTodayStart = (): number => useDays()[1];

/** Fetches the patrols of yesterday and today, all pages, into the live store beside those the stream brings. */
export const useFetchRecent = () => {
  const from = new Date(useDays()[0]).toISOString();
  const query = useInfiniteQuery(patrolsQuery({ from }));
  const addFetched = useLive((s) => s.addFetched);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (data) addFetched(data.pages.flatMap((page) => page.patrols));
  }, [data, addFetched]);
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return query;
};

/** Patrols that started today, newest first. */
export const useTodaysPatrols = (): Patrol[] => {
  const [, today, tomorrow] = useDays();
  const patrols = useLive((s) => s.world.patrols);
  return useMemo(
    () => patrolsWithin(patrols.values(), today, tomorrow),
    [patrols, today, tomorrow],
  );
};

/** The day on show and its patrols, newest first. */
export const useShownDay = (): { day: Day; patrols: Patrol[] } => {
  const [yesterday, today, tomorrow] = useDays();
  const patrols = useLive((s) => s.world.patrols);
  const chosen = useView((v) => v.day);
  return useMemo(() => {
    const current = patrolsWithin(patrols.values(), today, tomorrow);
    const earlier = patrolsWithin(patrols.values(), yesterday, today);
    const isTooEarly = !current.some((p) => p.outcome) && earlier.some((p) => p.outcome);
    const day = chosen ?? (isTooEarly ? 'yesterday' : 'today');
    return { day, patrols: day === 'today' ? current : earlier };
  }, [patrols, chosen, yesterday, today, tomorrow]);
};
