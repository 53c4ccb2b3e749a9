import { ScatterplotLayer } from '@deck.gl/layers';
import type { LngLat } from '../../server/contract/areas/geo.ts';
import type { Palette } from '../theme/tokens.ts';
import { rgba } from './colour.ts';

/** A place that somebody means. */
export const pinLayer = (place: LngLat, palette: Palette) =>
  new ScatterplotLayer<LngLat>({
    id: 'pin',
    data: [place],
    getPosition: ({ lng, lat }) => [lng, lat],
    getRadius: 9,
    radiusUnits: 'pixels',
    stroked: true,
    lineWidthUnits: 'pixels',
    getLineWidth: 4,
    getFillColor: rgba(palette.panel, 1),
    getLineColor: rgba(palette.accent, 1),
  });
