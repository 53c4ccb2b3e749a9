import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AreaCollection, Level } from '../../server/contract/areas/area.ts';
import { areasQuery, outlinesQuery } from '../api/areas.ts';
import type { Outlines } from '../layers/base-style.ts';

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
      version: replies.map((r) => r.dataUpdatedAt).join(),
      retry: () => Promise.all(replies.filter((r) => r.isError).map((r) => r.refetch())),
    }),
  });
  const { ready, collections, version } = results;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `collections` is a new array each render; `version` tells when its members changed
  const outlines = useMemo<Outlines | null>(
    () => (ready ? withGround(levels.map((level, i) => [level, collections[i]!] as const)) : null),
    [ready, levels, version],
  );
  return {
    outlines,
    isEmpty: areas.isSuccess && areas.data.length === 0,
    error: areas.error ?? results.error,
    retry: () => (areas.isError ? areas.refetch() : results.retry()),
  };
};
