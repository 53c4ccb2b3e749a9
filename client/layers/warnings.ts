import type { Layer } from '@deck.gl/core';
import { H3HexagonLayer } from '@deck.gl/geo-layers';
import { IconLayer } from '@deck.gl/layers';
import type { Warning } from '../../server/contract/warnings/warning.ts';
import type { Palette } from '../theme/tokens.ts';
import { rgba } from './colour.ts';
import { ICON_MAPPING, iconAtlas } from './icon-atlas.ts';

interface WarningCell {
  cell: string;
  warning: Warning;
}

interface WarningsState {
  /** Worst last, to lie on top. */
  warnings: readonly Warning[];
  selectedId: number | null;
  /** Whether cells answer to the pointer, or only the shapes in their middle. */
  cellsPickable: boolean;
  palette: Palette;
  beforeId: string | undefined;
}

/** Cells of warnings in the colour of their level, and its shape in the middle of each. */
export const warningLayers = ({
  warnings,
  selectedId,
  cellsPickable,
  palette,
  beforeId,
}: WarningsState): Layer[] => [
  new H3HexagonLayer<WarningCell>({
    id: 'warning-cells',
    data: warnings.flatMap((warning) => warning.cells.map((cell) => ({ cell, warning }))),
    beforeId,
    pickable: cellsPickable,
    extruded: false,
    filled: true,
    stroked: true,
    getHexagon: ({ cell }) => cell,
    getFillColor: ({ warning: { id, level } }) =>
      rgba(palette.warning[level], id === selectedId ? 0.55 : 0.4),
    getLineColor: ({ warning: { id, level } }) =>
      id === selectedId ? rgba(palette.text) : rgba(palette.warning[level], 0.9),
    getLineWidth: ({ warning: { id } }) => (id === selectedId ? 2 : 1),
    lineWidthUnits: 'pixels',
    updateTriggers: {
      getFillColor: [selectedId, palette],
      getLineColor: [selectedId, palette],
      getLineWidth: selectedId,
    },
  } as ConstructorParameters<typeof H3HexagonLayer<WarningCell>>[0]),
  new IconLayer<Warning>({
    id: 'warning-icons',
    data: warnings,
    pickable: true,
    iconAtlas: iconAtlas() as unknown as string,
    iconMapping: ICON_MAPPING,
    getIcon: ({ level }) => level,
    getPosition: ({ centre }) => [centre.lng, centre.lat],
    getSize: ({ id }) => (id === selectedId ? 26 : 20),
    getColor: ({ level }) => rgba(palette.warningText[level]),
    updateTriggers: { getColor: palette, getSize: selectedId },
  }),
];

/** The warning behind something picked of these layers; null: none. */
export const warningPicked = (layerId: string, object: unknown): Warning | null => {
  if (layerId === 'warning-icons') return object as Warning;
  return layerId.startsWith('warning-cells') ? (object as WarningCell).warning : null;
};
