import type { Layer } from '@deck.gl/core';
import type { Fleet } from '../../live/fleet/fleet.ts';
import { KEY, STRIDE } from '../../live/fleet/glide.ts';
import type { Palette } from '../../theme/tokens.ts';
import { HeadLayer } from './head-layer.ts';
import { TrailLayer } from './trail-layer.ts';

interface FleetState {
  fleet: Fleet;
  selectedId: number | null;
  withTrails: boolean;
  palette: Palette;
}

/** The fleet as it is at a moment of this clock (Unix ms): trails below, dots and headings above. */
export function fleetLayers(
  { fleet, selectedId, withTrails, palette }: FleetState,
  nowMs: number,
): Layer[] {
  const slot = selectedId === null ? -1 : (fleet.slotOf(selectedId) ?? -1);
  const key = slot < 0 ? -1 : fleet.glides()[slot * STRIDE + KEY]!;
  const shared = { fleet, version: fleet.version(), nowS: fleet.secondsAt(nowMs), palette };
  return [
    ...(withTrails
      ? [
          new TrailLayer({
            ...shared,
            id: 'trails',
            data: [],
            numInstances: fleet.trails.count(),
            selected: key,
          }),
        ]
      : []),
    new HeadLayer({
      ...shared,
      id: 'officers',
      data: [],
      numInstances: fleet.count(),
      selected: slot,
      pickable: true,
    }),
  ];
}
