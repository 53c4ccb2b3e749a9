import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { warningsQuery } from '../api/warnings.ts';
import { useLive } from '../live/stream/store.ts';
import { byLevel, statesOf, useWarningFilter } from './filter.ts';

/** Looks again at what was fetched whenever the stream says that a warning changed. */
export const useFollowWarnings = (): void => {
  const client = useQueryClient();
  const edition = useLive((s) =>
    Math.max(0, ...[...s.world.warnings.values()].map((warning) => warning.edition)),
  );
  useEffect(() => {
    if (edition === 0) return;
    for (const key of ['warnings', 'warning', 'warning-rates'])
      void client.invalidateQueries({ queryKey: [key] });
  }, [client, edition]);
};

/** The warnings the filter leaves, worst first. */
export const useFilteredWarnings = () => {
  const { group, levels, states } = useWarningFilter();
  const query = useInfiniteQuery(
    warningsQuery({
      states: states.length > 0 ? states : statesOf(group),
      ...(levels.length > 0 ? { levels } : {}),
    }),
  );
  const warnings = useMemo(
    () => (query.data?.pages.flatMap((page) => page.warnings) ?? []).sort(byLevel),
    [query.data],
  );
  return { ...query, warnings };
};
