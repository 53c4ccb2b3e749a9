import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type AreaCollection, LEVELS, type Level } from '../../server/contract/areas/area.ts';
import { areasQuery, outlinesQuery } from '../api/areas.ts';
import type { Outlines } from '../layers/base-map/base-style.ts';

/** Areas that have a polygon, by level; one made before its polygons were imported has none, and nothing of it can be drawn. */
const withGround = (levels: readonly (readonly [Level, AreaCollection])[]): Outlines =>
  Object.fromEntries(
    levels.flatMap(([level, collection]) => {
      const features = collection.features.filter(
        ({ geometry }) => geometry.coordinates.length > 0,
      );
      return features.length > 0 ? [[level, { ...collection, features }]] : [];
    }),
  );

/**
 * Outlines of the levels this account's area has, the highest first: each is asked for once those above it are there, so that a map shows
 * what it can before the many grids of a city come. `outlines` is null until there is ground to show. `at`: as they are then, else now.
 */
export const useOutlines = (at: string | null = null) => {
  const areas = useQuery(areasQuery);
  const levels = useMemo(() => {
    const present = new Set((areas.data ?? []).map(({ level }) => level));
    return LEVELS.filter((level) => present.has(level));
  }, [areas.data]);
  const client = useQueryClient();
  const isThere = (level: Level) =>
    client.getQueryState(outlinesQuery(level, at).queryKey)?.status === 'success';
  const results = useQueries({
    queries: levels.map((level, i) => ({
      ...outlinesQuery(level, at),
      enabled: levels.slice(0, i).every(isThere),
    })),
    combine: (replies) => ({
      isWhole: replies.length > 0 && replies.every((r) => r.isSuccess),
      error: replies.find((r) => r.isLoadingError)?.error ?? null,
      collections: replies.map((r) => r.data),
      version: replies.map((r) => r.dataUpdatedAt).join(),
      retry: () => Promise.all(replies.filter((r) => r.isLoadingError).map((r) => r.refetch())),
    }),
  });
  const { isWhole, collections, version } = results;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `collections` is a new array each render; `version` tells when its members changed
  const outlines = useMemo<Outlines | null>(() => {
    const known = withGround(
      levels.flatMap((level, i) => (collections[i] ? [[level, collections[i]] as const] : [])),
    );
    return isWhole || Object.keys(known).length > 0 ? known : null;
  }, [isWhole, levels, version]);
  return {
    outlines,
    /** Whether every level is there. */
    isWhole,
    error: areas.isLoadingError ? areas.error : results.error,
    retry: () => (areas.isLoadingError ? areas.refetch() : results.retry()),
  };
};
