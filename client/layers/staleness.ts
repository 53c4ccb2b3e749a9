import { H3HexagonLayer } from '@deck.gl/geo-layers';
import type { StaleCell } from '../live/need/staleness.ts';
import { staleStep } from '../live/need/staleness.ts';
import type { Palette } from '../theme/tokens.ts';
import { rgba } from './colour.ts';

/** Cells by how long ago they were seen; those not seen at all are outlined in the last colour. */
export const stalenessLayer = (
  cells: readonly StaleCell[],
  { palette, beforeId }: { palette: Palette; beforeId: string | undefined },
) =>
  new H3HexagonLayer<StaleCell>({
    id: 'staleness',
    data: cells,
    beforeId,
    pickable: true,
    extruded: false,
    filled: true,
    stroked: true,
    coverage: 0.94,
    getHexagon: ({ cell }) => cell,
    getFillColor: ({ hours }) =>
      hours === null
        ? rgba(palette.stale.at(-1)!, 0.08)
        : rgba(palette.stale[staleStep(hours)]!, 0.62),
    getLineColor: ({ hours }) => rgba(palette.stale.at(-1)!, hours === null ? 0.85 : 0),
    getLineWidth: 1,
    lineWidthUnits: 'pixels',
    updateTriggers: { getFillColor: palette, getLineColor: palette },
  } as ConstructorParameters<typeof H3HexagonLayer<StaleCell>>[0]);
