import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { warningsQuery } from '../api/warnings.ts';
import { useLive } from '../live/stream/store.ts';
import { useLookAgain } from '../live/stream/use-look-again.ts';
import { byLevel, statesOf, useWarningFilter } from './filter.ts';

const KEYS = ['warnings', 'warning', 'warning-rates'] as const;

/** Looks again at what was fetched whenever the stream says that a warning changed. */
export const useFollowWarnings = (): void => {
  const edition = useLive((s) =>
    Math.max(0, ...[...s.world.warnings.values()].map((warning) => warning.edition)),
  );
  useLookAgain(edition, KEYS);
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
