import { latLngToCell } from 'h3-js';
import type { LngLat } from '../../contract/areas/geo.ts';

/** Resolution every fix and incident is stored at: edge about 9.4 m, area about 307 m². */
export const CELL_RESOLUTION = 12;

/** The H3 cell of a WGS-84 position, as lower-case hex. */
export function cellOf({ lng, lat }: LngLat, resolution = CELL_RESOLUTION): string {
  return latLngToCell(lat, lng, resolution);
}
