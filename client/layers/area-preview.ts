import { GeoJsonLayer } from '@deck.gl/layers';
import type { Feature, Geometry } from 'geojson';
import type { Palette } from '../theme/tokens.ts';
import { rgba } from './colour.ts';

/** A feature of a file with its place in it, which defects name. */
export type Previewed = Feature<Geometry, { place: number; label: string }>;
/** Where a defect lies, with what it is. */
export type Placed = Feature<Geometry, { defect: number; label: string; said: string[] }>;

/** Areas of a file before anything of them is stored; those with a defect stand out, and where it is known where it lies, that does. */
export const areaPreviewLayers = (
  features: readonly Previewed[],
  {
    defective,
    placed,
    palette,
    beforeId,
  }: {
    defective: ReadonlySet<number>;
    placed: readonly Placed[];
    palette: Palette;
    beforeId: string | undefined;
  },
) => {
  const wrong = palette.standing.suspicious;
  const colour = (place: number) => (defective.has(place) ? wrong : palette.accent);
  const common = {
    beforeId,
    pickable: true,
    stroked: true,
    filled: true,
    autoHighlight: true,
    highlightColor: rgba(palette.text, 0.1),
    lineWidthUnits: 'pixels' as const,
  };
  return [
    new GeoJsonLayer<Previewed['properties']>({
      ...common,
      id: 'area-preview',
      // biome-ignore lint/suspicious/noExplicitAny: deck.gl wants geojson's own types with mutable positions
      data: { type: 'FeatureCollection', features } as any,
      getFillColor: (f) =>
        rgba(colour(f.properties.place), defective.has(f.properties.place) ? 0.2 : 0.1),
      getLineColor: (f) => rgba(colour(f.properties.place), 0.9),
      getLineWidth: (f) => (defective.has(f.properties.place) ? 2 : 1),
      updateTriggers: {
        getFillColor: [defective, palette],
        getLineColor: [defective, palette],
        getLineWidth: [defective],
      },
    } as ConstructorParameters<typeof GeoJsonLayer<Previewed['properties']>>[0]),
    new GeoJsonLayer<Placed['properties']>({
      ...common,
      id: 'area-defects',
      // biome-ignore lint/suspicious/noExplicitAny: as above
      data: { type: 'FeatureCollection', features: placed } as any,
      getFillColor: rgba(wrong, 0.6),
      getLineColor: rgba(wrong, 1),
      // Also a sliver a metre wide is seen from afar.
      getLineWidth: 3,
      pointType: 'circle',
      getPointRadius: 6,
      pointRadiusUnits: 'pixels',
      updateTriggers: { getFillColor: [palette], getLineColor: [palette] },
    } as ConstructorParameters<typeof GeoJsonLayer<Placed['properties']>>[0]),
  ];
};
