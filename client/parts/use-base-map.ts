import { useQuery } from '@tanstack/react-query';
import { siteQuery } from '../api/session.ts';
import { FIRST_LABEL } from '../layers/base-map/base-style.ts';
import { useShade } from '../theme/preferences.ts';
import { PALETTES } from '../theme/tokens.ts';

/** What every map of the console is drawn on: colours of the shade in use, what lies below the areas, and the layer its own go below. */
export const useBaseMap = () => {
  const palette = PALETTES[useShade()];
  const baseMap = useQuery(siteQuery).data?.baseMap ?? null;
  // A style of one's own has other labels.
  return { palette, baseMap, beforeId: baseMap?.kind === 'style' ? undefined : FIRST_LABEL };
};
