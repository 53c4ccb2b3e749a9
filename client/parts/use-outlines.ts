import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Level } from '../../server/contract/areas/area.ts';
import { areasQuery, outlinesQuery } from '../api/areas.ts';
import type { Outlines } from '../layers/base-style.ts';

/** Outlines of every level this account's area has. `outlines` is null until all are there. */
export const useOutlines = () => {
  const areas = useQuery(areasQuery);
  const levels = useMemo(
    () => [...new Set((areas.data ?? []).map((area) => area.level))] as Level[],
    [areas.data],
  );
  const results = useQueries({
    queries: levels.map(outlinesQuery),
    combine: (replies) => ({
      ready: replies.length > 0 && replies.every((r) => r.isSuccess),
      error: replies.find((r) => r.isError)?.error ?? null,
      collections: replies.map((r) => r.data),
      retry: () => Promise.all(replies.filter((r) => r.isError).map((r) => r.refetch())),
    }),
  });
  const { ready, collections } = results;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `collections` is a new array each render, its members are not
  const outlines = useMemo<Outlines | null>(
    () => (ready ? Object.fromEntries(levels.map((level, i) => [level, collections[i]])) : null),
    [ready, levels, ...collections],
  );
  return {
    outlines,
    isEmpty: areas.isSuccess && areas.data.length === 0,
    error: areas.error ?? results.error,
    retry: () => (areas.isError ? areas.refetch() : results.retry()),
  };
};
