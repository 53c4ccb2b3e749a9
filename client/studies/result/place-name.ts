import type { MultiPolygon } from 'geojson';
import type { AreaCollection } from '../../../server/contract/areas/area.ts';

/** Sides of a grid as words are kept for them; null: about its middle. */
export const SIDES = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Side = (typeof SIDES)[number];

interface Ground {
  id: number;
  polygon: MultiPolygon;
  box: { west: number; south: number; east: number; north: number };
}

const boxOf = ({ coordinates }: MultiPolygon): Ground['box'] => {
  const corners = coordinates.flat(2);
  const lngs = corners.map(([lng]) => lng!);
  const lats = corners.map(([, lat]) => lat!);
  return {
    west: Math.min(...lngs),
    south: Math.min(...lats),
    east: Math.max(...lngs),
    north: Math.max(...lats),
  };
};

const holds = ({ coordinates }: MultiPolygon, lng: number, lat: number): boolean =>
  coordinates.some((rings) => {
    let inside = false;
    for (const ring of rings)
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [[x, y], [px, py]] = [ring[i]!, ring[j]!] as [[number, number], [number, number]];
        if (y > lat !== py > lat && lng < ((px - x) * (lat - y)) / (py - y) + x) inside = !inside;
      }
    return inside;
  });

/** This near to the middle, as a share of half the grid, is about its middle. */
const MIDDLE = 0.35;

const sideOf = ({ west, south, east, north }: Ground['box'], lng: number, lat: number) => {
  const x = (2 * lng - west - east) / (east - west);
  const y = (2 * lat - south - north) / (north - south);
  if (Math.hypot(x, y) < MIDDLE) return null;
  const turn = Math.round(Math.atan2(x, y) / (Math.PI / 4));
  return SIDES[(turn + SIDES.length) % SIDES.length]!;
};

/** In which grid a place lies, by id, and on which side of it; null outside all of them. */
export const placeFinder = (grids: AreaCollection | undefined) => {
  const grounds = (grids?.features ?? []).map(({ geometry, id }): Ground => {
    const polygon = geometry as MultiPolygon;
    return { id, polygon, box: boxOf(polygon) };
  });
  return ({
    lng,
    lat,
  }: {
    lng: number;
    lat: number;
  }): { gridId: number; side: Side | null } | null => {
    const at = grounds.find(
      ({ box, polygon }) =>
        lng >= box.west &&
        lng <= box.east &&
        lat >= box.south &&
        lat <= box.north &&
        holds(polygon, lng, lat),
    );
    return at ? { gridId: at.id, side: sideOf(at.box, lng, lat) } : null;
  };
};
