import type { Layer } from '@deck.gl/core';
import { PathLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { LngLat } from '../../server/contract/areas/geo.ts';
import type { Track } from '../../server/contract/fixes/track.ts';
import type { Palette } from '../theme/tokens.ts';
import { rgba } from './colour.ts';

/** The place of a case, and over it the way of who handled it. */
export const caseLayers = (place: LngLat, track: Track | undefined, palette: Palette): Layer[] => [
  new PathLayer<Track['features'][number]>({
    id: 'case-track',
    data: track?.features ?? [],
    getPath: ({ geometry }) => geometry.coordinates as [number, number][],
    getColor: rgba(palette.accent, 0.75),
    getWidth: 1.5,
    widthUnits: 'pixels',
    capRounded: true,
    jointRounded: true,
  }),
  new ScatterplotLayer<LngLat>({
    id: 'case-place',
    data: [place],
    getPosition: ({ lng, lat }) => [lng, lat],
    getRadius: 8,
    radiusUnits: 'pixels',
    stroked: true,
    lineWidthUnits: 'pixels',
    getLineWidth: 2,
    getFillColor: rgba(palette.warning.red, 0.9),
    getLineColor: rgba(palette.panel, 1),
  }),
];
