import { GeoJsonLayer } from '@deck.gl/layers';
import type { Feature } from 'geojson';
import type { Palette } from '../theme/tokens.ts';
import { rgba } from './colour.ts';

/** A feature of a file with its place in it, which defects name. */
export type Previewed = Feature & { properties: { place: number; label: string } };

/** Areas of a file before anything of them is stored; those with a defect stand out. */
export const areaPreviewLayers = (
  features: readonly Previewed[],
  {
    defective,
    palette,
    beforeId,
  }: { defective: ReadonlySet<number>; palette: Palette; beforeId: string | undefined },
) => {
  const colour = (place: number) =>
    defective.has(place) ? palette.standing.suspicious : palette.accent;
  return [
    new GeoJsonLayer<Previewed['properties']>({
      id: 'area-preview',
      // biome-ignore lint/suspicious/noExplicitAny: deck.gl wants geojson's own types with mutable positions
      data: { type: 'FeatureCollection', features } as any,
      beforeId,
      pickable: true,
      stroked: true,
      filled: true,
      autoHighlight: true,
      highlightColor: rgba(palette.text, 0.1),
      getFillColor: (f) =>
        rgba(colour(f.properties.place), defective.has(f.properties.place) ? 0.4 : 0.1),
      getLineColor: (f) => rgba(colour(f.properties.place), 0.9),
      getLineWidth: (f) => (defective.has(f.properties.place) ? 2 : 1),
      lineWidthUnits: 'pixels',
      updateTriggers: {
        getFillColor: [defective, palette],
        getLineColor: [defective, palette],
        getLineWidth: [defective],
      },
    } as ConstructorParameters<typeof GeoJsonLayer<Previewed['properties']>>[0]),
  ];
};
