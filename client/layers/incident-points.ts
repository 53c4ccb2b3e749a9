import type { GetPickingInfoParams, PickingInfo } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { Palette } from '../theme/tokens.ts';
import { rgba } from './colour.ts';

/** Columns of incidents, and which of their rows are drawn. */
export interface IncidentPoints {
  lng: Float64Array;
  lat: Float64Array;
  severity: Uint8Array;
  rows: Uint32Array;
}

/** Radius by severity, px. */
const RADIUS = [3.5, 4.5, 6, 8];

/** Points from columns; what is picked is its row. */
class PointLayer extends ScatterplotLayer<unknown, { rows: Uint32Array }> {
  static override layerName = 'PointLayer';
  override getPickingInfo({ info }: GetPickingInfoParams): PickingInfo {
    const row = info.index < 0 ? undefined : this.props.rows[info.index];
    return { ...info, object: row === undefined ? undefined : { row } };
  }
}

/** Incidents as points, larger where severe. */
export const incidentPointLayer = (
  { lat, lng, rows, severity }: IncidentPoints,
  palette: Palette,
) => {
  const positions = new Float64Array(2 * rows.length);
  const radii = new Float32Array(rows.length);
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!;
    positions[2 * k] = lng[row]!;
    positions[2 * k + 1] = lat[row]!;
    radii[k] = RADIUS[severity[row]!]!;
  }
  return new PointLayer({
    id: 'incident-points',
    rows,
    data: {
      length: rows.length,
      attributes: {
        getPosition: { value: positions, size: 2 },
        getRadius: { value: radii, size: 1 },
      },
    },
    pickable: true,
    radiusUnits: 'pixels',
    stroked: true,
    lineWidthUnits: 'pixels',
    getLineWidth: 1,
    getLineColor: rgba(palette.panel, 0.9),
    getFillColor: rgba(palette.incident, rows.length > 5_000 ? 0.4 : 0.75),
  });
};
