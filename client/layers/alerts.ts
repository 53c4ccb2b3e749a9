import { ScatterplotLayer } from '@deck.gl/layers';
import type { MultiPolygon } from '../../server/contract/areas/geo.ts';
import type { Alert } from '../../server/contract/console/console.ts';
import type { Palette } from '../theme/tokens.ts';
import { labelPoint } from './base-map/label-point.ts';
import { rgba } from './colour.ts';

const PERIOD_MS = 1_800;

interface Feature {
  properties: { id: number };
  geometry: MultiPolygon;
}

export type PlacedAlert = Alert & { lng: number; lat: number };

/** Alerts that stand and nobody saw to, with their place: where the officer was, or the middle of the grid where it is the officer who is missed. */
export const placedAlerts = (alerts: Iterable<Alert>, grids: readonly Feature[]): PlacedAlert[] => {
  const middles = new Map<number, Feature>(grids.map((grid) => [grid.properties.id, grid]));
  return [...alerts].flatMap((alert): PlacedAlert[] => {
    if (alert.acknowledgedBy !== null || alert.withdrawnAt !== null || alert.until !== null)
      return [];
    if (alert.lng !== null && alert.lat !== null)
      return [{ ...alert, lng: alert.lng, lat: alert.lat }];
    const grid = alert.gridId === null ? undefined : middles.get(alert.gridId);
    if (!grid) return [];
    const [lng, lat] = labelPoint(grid.geometry);
    return [{ ...alert, lng, lat }];
  });
};

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
