import { H3HexagonLayer } from '@deck.gl/geo-layers';
import type { HeatKind } from '../../server/contract/console/heat.ts';
import type { HotCell } from '../live/heat/heat.ts';
import type { Palette } from '../theme/tokens.ts';
import { heatColour, heatShare } from './heat-colour.ts';

export const heatLayer = (
  kind: HeatKind,
  cells: readonly HotCell[],
  { resolution, palette, beforeId }: { resolution: number; palette: Palette; beforeId?: string },
) => {
  const colours = kind === 'presence' ? palette.heat : palette.incidentHeat;
  return new H3HexagonLayer<HotCell>({
    id: `heat-${kind}`,
    data: cells,
    beforeId,
    extruded: false,
    stroked: false,
    filled: true,
    // Incidents leave a rim, so that presence shows below them.
    coverage: kind === 'incidents' ? 0.7 : 0.97,
    getHexagon: ({ cell }) => cell,
    getFillColor: ({ amount }) => heatColour(heatShare(kind, resolution, amount), colours),
    updateTriggers: { getFillColor: [palette, resolution] },
  } as ConstructorParameters<typeof H3HexagonLayer<HotCell>>[0]);
};
