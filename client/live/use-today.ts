import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Patrol } from '../../server/contract/patrol.ts';
import { patrolsQuery } from '../api/queries.ts';
import { dayStart } from '../format.ts';
import { useNow } from '../parts/use-now.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { patrolsSince } from './standing.ts';
import { useLive } from './store.ts';

const MINUTE_MS = 60_000;

/** First moment of today where the areas are, Unix ms. */
export const useTodayStart = (): number => dayStart(useNow(MINUTE_MS), useTimeZone());

/** Fetches the patrols of today, all pages, into the live store beside those the stream brings. */
export const useFetchToday = () => {
  const from = new Date(useTodayStart()).toISOString();
  const query = useInfiniteQuery(patrolsQuery({ from }));
  const addFetched = useLive((s) => s.addFetched);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    const last = data?.pages.at(-1);
    if (last) addFetched(last.patrols);
  }, [data, addFetched]);
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return query;
};

/** Patrols of today and those under way since yesterday, newest first. */
export const useTodaysPatrols = (): Patrol[] => {
  const start = useTodayStart();
  const patrols = useLive((s) => s.world.patrols);
  return useMemo(() => patrolsSince(patrols.values(), start), [patrols, start]);
};
