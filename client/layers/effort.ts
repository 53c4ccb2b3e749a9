import type { Layer } from '@deck.gl/core';
import { GeoJsonLayer, IconLayer } from '@deck.gl/layers';
import type { Area, AreaCollection } from '../../server/contract/areas/area.ts';
import type { GridEffortRow } from '../../server/contract/metrics/effort.ts';
import type { Palette } from '../theme/tokens.ts';
import { labelPoint } from './base-map/label-point.ts';
import { type Rgba, rgba } from './colour.ts';
import { ICON_MAPPING, iconAtlas } from './icon-atlas.ts';

export type EffortClass = NonNullable<GridEffortRow['class']>;

export const effortColour = (kind: EffortClass, palette: Palette): string =>
  kind === 'hot-not-patrolled' ? palette.danger : palette.accent;

interface EffortState {
  grids: AreaCollection;
  classes: ReadonlyMap<number, EffortClass>;
  palette: Palette;
  beforeId: string | undefined;
}

/** Grids where effort and need do not meet: an arrow up where more patrols are wanted, down where fewer would do. */
export const effortLayers = ({ grids, classes, palette, beforeId }: EffortState): Layer[] => {
  const features = grids.features.filter((f) => classes.has(f.properties.id));
  const colour = (id: number, opacity?: number): Rgba =>
    rgba(effortColour(classes.get(id)!, palette), opacity);
  return [
    new GeoJsonLayer<Area>({
      id: 'effort',
      // biome-ignore lint/suspicious/noExplicitAny: deck.gl wants geojson's own types with mutable positions
      data: { type: 'FeatureCollection', features } as any,
      beforeId,
      stroked: true,
      filled: true,
      getFillColor: (f) => colour(f.properties.id, 0.26),
      getLineColor: (f) => colour(f.properties.id),
      getLineWidth: 2,
      lineWidthUnits: 'pixels',
      updateTriggers: { getFillColor: [classes, palette], getLineColor: [classes, palette] },
    } as ConstructorParameters<typeof GeoJsonLayer<Area>>[0]),
    new IconLayer<(typeof features)[number]>({
      id: 'effort-arrows',
      data: features,
      beforeId,
      iconAtlas: iconAtlas() as unknown as string,
      iconMapping: ICON_MAPPING,
      getIcon: () => 'heading',
      getAngle: (f) => (classes.get(f.properties.id) === 'hot-not-patrolled' ? 0 : 180),
      getPosition: (f) => labelPoint(f.geometry),
      getPixelOffset: [0, 16],
      getSize: 22,
      getColor: (f) => colour(f.properties.id),
      updateTriggers: { getColor: [classes, palette], getAngle: classes },
    } as ConstructorParameters<typeof IconLayer<(typeof features)[number]>>[0]),
  ];
};
