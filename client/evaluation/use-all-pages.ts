import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';

/** All pages of an answer, one asked for after the other, and the cursor each was asked for by. */
export const useAllPages = <T>(
  query: UseInfiniteQueryResult<InfiniteData<T>>,
): { pages: readonly T[]; cursors: readonly (string | null)[] } => {
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    // Where two parts read the same answer, the second waits for the page the first asked for.
    if (hasNextPage && !isFetching && !isError) void fetchNextPage({ cancelRefetch: false });
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return useMemo(
    () => ({ pages: data?.pages ?? [], cursors: (data?.pageParams ?? []) as (string | null)[] }),
    [data],
  );
};
