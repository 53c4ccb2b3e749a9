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
  /** Whether so many are seen from so far that their dots would hide what is below. */
  isAfar: boolean;
  palette: Palette;
}

/** Dots of 2 px instead of 7: of 11,000 in a city a quarter of the ground is covered, and the cells below are seen. */
const AFAR_SIZE = 0.4;

/** The fleet as it is at a moment of this clock (Unix ms): trails below, dots and headings above. */
export function fleetLayers(
  { fleet, isAfar, palette, selectedId, withTrails }: FleetState,
  nowMs: number,
): Layer[] {
  const slot = selectedId === null ? -1 : (fleet.slotOf(selectedId) ?? -1);
  const key = slot < 0 ? -1 : fleet.glides()[slot * STRIDE + KEY]!;
  const shared = {
    fleet,
    version: fleet.version(),
    nowS: fleet.secondsAt(nowMs),
    palette,
    size: isAfar ? AFAR_SIZE : 1,
  };
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
