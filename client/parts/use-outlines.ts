import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type AreaCollection, LEVELS, type Level } from '../../server/contract/areas/area.ts';
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

/** Outlines of every level this account's area has: of the highest alone until all are there, null before. */
export const useOutlines = () => {
  const areas = useQuery(areasQuery);
  const levels = useMemo(() => {
    const there = new Set((areas.data ?? []).map((area) => area.level));
    return LEVELS.filter((level) => there.has(level));
  }, [areas.data]);
  const results = useQueries({
    queries: levels.map(outlinesQuery),
    combine: (replies) => ({
      // Drawn at most twice: each drawing makes the base map anew.
      ready: replies.every((r) => r.isSuccess)
        ? replies.length
        : Number(replies[0]?.isSuccess ?? 0),
      error: replies.find((r) => r.isError)?.error ?? null,
      collections: replies.map((r) => r.data),
      version: replies.map((r) => r.dataUpdatedAt).join(),
      retry: () => Promise.all(replies.filter((r) => r.isError).map((r) => r.refetch())),
    }),
  });
  const { ready, collections, version } = results;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `collections` is a new array each render; `version` tells when its members changed
  const outlines = useMemo<Outlines | null>(() => {
    const drawn = withGround(
      levels.slice(0, ready).map((level, i) => [level, collections[i]!] as const),
    );
    // A first view needs something to show, or the certainty that there is nothing.
    return ready === 0 || (ready < levels.length && Object.keys(drawn).length === 0) ? null : drawn;
  }, [ready, levels, version]);
  return {
    outlines,
    isEmpty: areas.isSuccess && areas.data.length === 0,
    error: areas.error ?? results.error,
    retry: () => (areas.isError ? areas.refetch() : results.retry()),
  };
};
