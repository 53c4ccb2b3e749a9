import { useQuery } from '@tanstack/react-query';
import { siteQuery } from '../api/session.ts';
import { FIRST_LABEL } from '../layers/base-style.ts';
import { useShade } from '../theme/preferences.ts';
import { PALETTES } from '../theme/tokens.ts';

/** What every map of the console is drawn on: colours of the shade in use, the style, and the layer its own go below. */
export const useBaseMap = () => {
  const palette = PALETTES[useShade()];
  const styleUrl = useQuery(siteQuery).data?.mapStyleUrl ?? null;
  // A style of one's own has other labels.
  return { palette, styleUrl, beforeId: styleUrl ? undefined : FIRST_LABEL };
};
