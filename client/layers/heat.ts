import { H3HexagonLayer } from '@deck.gl/geo-layers';
import type { Palette } from '../theme/tokens.ts';
import { type Rgba, rgba } from './colour.ts';

/** Seconds of presence at which a cell reaches the last colour; the steps between are logarithmic. */
const HOTTEST_S = 600;

export const heatColour = (seconds: number, palette: Palette): Rgba => {
  const steps = palette.heat.length;
  const share = Math.log1p(seconds) / Math.log1p(HOTTEST_S);
  const step = Math.min(steps - 1, Math.floor(share * steps));
  return rgba(palette.heat[step]!, 0.35 + 0.45 * Math.min(1, share));
};

export const heatLayer = (
  heat: ReadonlyMap<string, number>,
  palette: Palette,
  beforeId: string | undefined,
) =>
  new H3HexagonLayer<[string, number]>({
    id: 'heat',
    data: [...heat],
    beforeId,
    extruded: false,
    stroked: false,
    filled: true,
    getHexagon: ([cell]) => cell,
    getFillColor: ([, seconds]) => heatColour(seconds, palette),
    updateTriggers: { getFillColor: palette },
  } as ConstructorParameters<typeof H3HexagonLayer<[string, number]>>[0]);
