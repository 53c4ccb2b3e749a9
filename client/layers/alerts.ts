import { ScatterplotLayer } from '@deck.gl/layers';
import type { Alert } from '../../server/contract/console.ts';
import type { Palette } from '../theme/tokens.ts';
import { rgba } from './colour.ts';

const PERIOD_MS = 1_800;

export type PlacedAlert = Alert & { lng: number; lat: number };

export const isOpenAndPlaced = (alert: Alert): alert is PlacedAlert =>
  alert.acknowledgedBy === null && alert.lng !== null && alert.lat !== null;

/** A ring that spreads from each open alert: seen from the corner of the eye, hiding nothing. */
export const alertLayer = (alerts: readonly PlacedAlert[], palette: Palette, nowMs: number) => {
  const phase = (nowMs % PERIOD_MS) / PERIOD_MS;
  return new ScatterplotLayer<PlacedAlert>({
    id: 'alerts',
    data: alerts,
    getPosition: ({ lng, lat }) => [lng, lat],
    filled: false,
    stroked: true,
    getLineColor: ({ kind }) =>
      rgba(kind === 'sos' ? palette.danger : palette.standing.incomplete, 1 - phase * 0.9),
    getRadius: ({ kind }) => (kind === 'sos' ? 14 + phase * 26 : 11 + phase * 14),
    getLineWidth: 2.5,
    radiusUnits: 'pixels',
    lineWidthUnits: 'pixels',
    updateTriggers: { getLineColor: [nowMs, palette], getRadius: nowMs },
  });
};
