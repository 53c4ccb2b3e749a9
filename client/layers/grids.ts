import type { Layer } from '@deck.gl/core';
import { GeoJsonLayer, IconLayer } from '@deck.gl/layers';
import type { Area, AreaCollection } from '../../server/contract/areas/area.ts';
import type { MultiPolygon } from '../../server/contract/areas/geo.ts';
import { OUTCOMES } from '../../server/contract/patrols/verdict.ts';
import type { Palette, Standing } from '../theme/tokens.ts';
import type { Outlines } from './base-map/base-style.ts';
import { labelPoint } from './base-map/label-point.ts';
import { type Rgba, rgba } from './colour.ts';
import { ICON_MAPPING, iconAtlas } from './icon-atlas.ts';

interface GridsState {
  grids: AreaCollection;
  standings: ReadonlyMap<number, Standing>;
  selectedId: number | null;
  /** Draws fills fainter, for something else to be seen over them. */
  isFaint: boolean;
  palette: Palette;
  beforeId: string | undefined;
}

type GridFeature = { id: number; geometry: MultiPolygon; properties: Area };

const FILL: Record<Standing, number> = {
  completed: 0.34,
  incomplete: 0.36,
  suspicious: 0.46,
  unverifiable: 0.36,
  walking: 0.16,
  none: 0,
};

const judged: ReadonlySet<Standing> = new Set(OUTCOMES);

/** Grids filled by their standing today, each judged one with its shape above the name. */
export const gridLayers = ({
  grids,
  standings,
  selectedId,
  isFaint,
  palette,
  beforeId,
}: GridsState) => {
  const standingOf = (id: number): Standing => standings.get(id) ?? 'none';
  const fill = (id: number): Rgba =>
    rgba(palette.standing[standingOf(id)], FILL[standingOf(id)] * (isFaint ? 0.4 : 1));
  return [
    new GeoJsonLayer<Area>({
      id: 'grids',
      // biome-ignore lint/suspicious/noExplicitAny: deck.gl wants geojson's own types with mutable positions
      data: grids as any,
      beforeId,
      pickable: true,
      stroked: true,
      filled: true,
      autoHighlight: true,
      highlightColor: rgba(palette.text, 0.1),
      getFillColor: (f) => fill(f.properties.id),
      getLineColor: (f) =>
        f.properties.id === selectedId
          ? rgba(palette.text)
          : rgba(palette.standing[standingOf(f.properties.id)], 0.55),
      getLineWidth: (f) => (f.properties.id === selectedId ? 2.5 : 1),
      lineWidthUnits: 'pixels',
      updateTriggers: {
        getFillColor: [standings, isFaint, palette],
        getLineColor: [standings, selectedId, palette],
        getLineWidth: [selectedId],
      },
    } as ConstructorParameters<typeof GeoJsonLayer<Area>>[0]),
    new IconLayer<GridFeature>({
      id: 'grid-glyphs',
      data: grids.features.filter((f) => judged.has(standingOf(f.properties.id))),
      beforeId,
      iconAtlas: iconAtlas() as unknown as string,
      iconMapping: ICON_MAPPING,
      getIcon: (f) => standingOf(f.properties.id),
      getPosition: (f) => labelPoint(f.geometry),
      getColor: (f) => rgba(palette.standing[standingOf(f.properties.id)]),
      sizeUnits: 'meters',
      getSize: 150,
      sizeMaxPixels: 20,
      getPixelOffset: [0, -16],
      updateTriggers: { getIcon: [standings], getColor: [standings, palette] },
    } as ConstructorParameters<typeof IconLayer<GridFeature>>[0]),
  ];
};

/** The border of an area above grids that is selected. */
export const areaOutline = (
  outlines: Outlines,
  selectedId: number | null,
  palette: Palette,
): Layer[] =>
  Object.values(selectedId === null ? {} : outlines)
    .flatMap(({ features }) => features.filter(({ properties }) => properties.id === selectedId))
    .map(
      (area) =>
        new GeoJsonLayer({
          id: 'selected-area',
          // biome-ignore lint/suspicious/noExplicitAny: deck.gl wants geojson's own types with mutable positions
          data: area as any,
          filled: false,
          stroked: true,
          getLineColor: rgba(palette.text),
          getLineWidth: 2.5,
          lineWidthUnits: 'pixels',
        }),
    );
