import { ScatterplotLayer } from '@deck.gl/layers';
import type { Checkpoint } from '../../server/contract/norms/norm.ts';
import type { Palette } from '../theme/tokens.ts';
import { rgba } from './colour.ts';

/** Checkpoints as circles of their radius. */
export const checkpointLayers = (checkpoints: readonly Checkpoint[], palette: Palette) => [
  new ScatterplotLayer<Checkpoint>({
    id: 'checkpoints',
    data: checkpoints,
    pickable: true,
    getPosition: ({ position }) => [position.lng, position.lat],
    getRadius: ({ radiusM }) => radiusM,
    radiusMinPixels: 5,
    stroked: true,
    getFillColor: rgba(palette.accent, 0.25),
    getLineColor: rgba(palette.accent),
    lineWidthUnits: 'pixels',
    getLineWidth: 2,
  }),
];
