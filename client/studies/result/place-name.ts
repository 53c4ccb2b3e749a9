import type { AreaCollection } from '../../../server/contract/areas/area.ts';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import { isInside } from '../../geo/in-polygon.ts';
import { type Bounds, geometryBounds } from '../../layers/bounds.ts';

/** Sides of a grid as words are kept for them; null: about its middle. */
const SIDES = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Side = (typeof SIDES)[number];

/** This near to the middle, as a share of half the grid, is about its middle. */
const MIDDLE = 0.35;

const sideOf = ([[west, south], [east, north]]: Bounds, { lng, lat }: LngLat): Side | null => {
  const x = (2 * lng - west - east) / (east - west);
  const y = (2 * lat - south - north) / (north - south);
  if (Math.hypot(x, y) < MIDDLE) return null;
  const turn = Math.round(Math.atan2(x, y) / (Math.PI / 4));
  return SIDES[(turn + SIDES.length) % SIDES.length]!;
};

/** In which grid a place lies, by id, and on which side of it; null outside all of them. */
export const placeFinder = (grids: AreaCollection | undefined) => {
  const grounds = (grids?.features ?? []).flatMap(({ geometry, id }) => {
    const box = geometryBounds([geometry]);
    return box ? [{ id, geometry, box }] : [];
  });
  return (place: LngLat): { gridId: number; side: Side | null } | null => {
    const { lng, lat } = place;
    const at = grounds.find(
      ({ box: [[west, south], [east, north]], geometry }) =>
        lng >= west && lng <= east && lat >= south && lat <= north && isInside(place, geometry),
    );
    return at ? { gridId: at.id, side: sideOf(at.box, place) } : null;
  };
};
