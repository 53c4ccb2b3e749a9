import { useCallback, useMemo } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import type { Outlines } from '../../layers/base-map/base-style.ts';
import { useGridName } from '../../parts/use-grid-name.ts';
import { placeFinder } from './place-name.ts';

/** A place in words: its grid, and on which side of it; degrees outside all grids. */
export const usePlaceName = (outlines: Outlines | null) => {
  const { t } = useWords();
  const nameOf = useGridName();
  const find = useMemo(() => placeFinder(outlines?.grid), [outlines]);
  return useCallback(
    (place: { lng: number; lat: number }): string => {
      const at = find(place);
      if (!at) return `${place.lng.toFixed(4)}, ${place.lat.toFixed(4)}`;
      const grid = nameOf(at.gridId);
      return at.side === null
        ? t('studies.place.middle', { grid })
        : t('studies.place.side', { grid, side: t(`studies.place.sides.${at.side}`) });
    },
    [find, nameOf, t],
  );
};
