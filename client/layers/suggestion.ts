import type { Layer } from '@deck.gl/core';
import { IconLayer, PathLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { LngLat } from '../../server/contract/areas/geo.ts';
import type { Palette } from '../theme/tokens.ts';
import { rgba } from './colour.ts';
import { ICON_MAPPING, iconAtlas } from './icon-atlas.ts';

/** More arrows than this hide the way. */
const ARROWS = 24;

interface Arrow {
  position: [number, number];
  /** Counter-clockwise from north, degrees. */
  angle: number;
}

/** Arrows at the middle of legs, evenly chosen where there are many. */
export const arrowsOf = (path: readonly LngLat[]): Arrow[] => {
  const legs = path.slice(1).map((to, i) => ({ from: path[i]!, to }));
  const every = Math.max(1, Math.ceil(legs.length / ARROWS));
  return legs
    .filter((_, i) => i % every === 0)
    .map(({ from, to }) => {
      const x = (to.lng - from.lng) * Math.cos((from.lat * Math.PI) / 180);
      return {
        position: [(from.lng + to.lng) / 2, (from.lat + to.lat) / 2],
        angle: (-Math.atan2(x, to.lat - from.lat) * 180) / Math.PI,
      };
    });
};

/** A suggested way: a line with a rim, arrows along it and a ring where it starts. */
export const suggestionLayers = (path: readonly LngLat[], palette: Palette): Layer[] => {
  const line = path.map(({ lng, lat }): [number, number] => [lng, lat]);
  const stroke = (id: string, width: number, colour: string) =>
    new PathLayer<[number, number][]>({
      id,
      data: [line],
      getPath: (points) => points,
      getColor: rgba(colour, id === 'suggestion-rim' ? 0.85 : 1),
      getWidth: width,
      widthUnits: 'pixels',
      jointRounded: true,
      capRounded: true,
    });
  return [
    stroke('suggestion-rim', 7, palette.map.halo),
    stroke('suggestion', 3.5, palette.accentText),
    new IconLayer<Arrow>({
      id: 'suggestion-arrows',
      data: arrowsOf(path),
      iconAtlas: iconAtlas() as unknown as string,
      iconMapping: ICON_MAPPING,
      getIcon: () => 'heading',
      getPosition: ({ position }) => position,
      getAngle: ({ angle }) => angle,
      getSize: 24,
      getColor: rgba(palette.accentText),
    }),
    new ScatterplotLayer<[number, number]>({
      id: 'suggestion-start',
      data: line.slice(0, 1),
      getPosition: (point) => point,
      getRadius: 7,
      radiusUnits: 'pixels',
      getFillColor: rgba(palette.map.halo),
      stroked: true,
      getLineColor: rgba(palette.accentText),
      getLineWidth: 3,
      lineWidthUnits: 'pixels',
    }),
  ];
};
