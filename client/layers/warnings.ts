import type { Layer } from '@deck.gl/core';
import { H3HexagonLayer } from '@deck.gl/geo-layers';
import { IconLayer } from '@deck.gl/layers';
import type { Warning } from '../../server/contract/warnings/warning.ts';
import { distanceM } from '../geo/plane.ts';
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

/** Shapes nearer to each other than this, metres, lie side by side, this far apart, px. */
const TOUCH_M = 150;
const ASIDE_PX = 22;

/** How far to the right each warning's shape is drawn from its middle, px, so that those of one place can be told apart. */
export const aside = (warnings: readonly Pick<Warning, 'id' | 'centre'>[]): Map<number, number> => {
  const places: (typeof warnings)[number][][] = [];
  for (const warning of warnings) {
    const place = places.find(([first]) => distanceM(first!.centre, warning.centre) < TOUCH_M);
    if (place) place.push(warning);
    else places.push([warning]);
  }
  return new Map(
    places.flatMap((place) =>
      place.map(({ id }, i) => [id, (i - (place.length - 1) / 2) * ASIDE_PX] as const),
    ),
  );
};

/** Cells of warnings in the colour of their level, and its shape in the middle of each. */
export const warningLayers = ({
  warnings,
  selectedId,
  cellsPickable,
  palette,
  beforeId,
}: WarningsState): Layer[] => {
  const right = aside(warnings);
  return [
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
      getPixelOffset: ({ id }) => [right.get(id)!, 0],
      updateTriggers: { getColor: palette, getSize: selectedId, getPixelOffset: warnings },
    }),
  ];
};

/** The warning behind something picked of these layers; null: none. */
export const warningPicked = (layerId: string, object: unknown): Warning | null => {
  if (layerId === 'warning-icons') return object as Warning;
  return layerId.startsWith('warning-cells') ? (object as WarningCell).warning : null;
};
