import { createSecret } from '../../../server/domain/accounts/secret.ts';
import type { SeedWorld } from '../../../server/services/areas/seed-world.ts';

const TOWNS_A_SIDE = 4;
const SIDE_DEG = 0.05;
const CORNER = { lng: 121.3, lat: 28.5 };

export interface Place {
  west: number;
  south: number;
  east: number;
  north: number;
}

const town = (k: number): Place => {
  const west = CORNER.lng + SIDE_DEG * (k % TOWNS_A_SIDE);
  const south = CORNER.lat + SIDE_DEG * Math.floor(k / TOWNS_A_SIDE);
  return { west, south, east: west + SIDE_DEG, north: south + SIDE_DEG };
};

export const TOWNS: readonly Place[] = Array.from({ length: TOWNS_A_SIDE ** 2 }, (_, k) => town(k));
export const DISTRICT: Place = {
  west: CORNER.lng,
  south: CORNER.lat,
  east: CORNER.lng + SIDE_DEG * TOWNS_A_SIDE,
  north: CORNER.lat + SIDE_DEG * TOWNS_A_SIDE,
};

const outline = ({ west, south, east, north }: Place) => ({
  type: 'MultiPolygon' as const,
  coordinates: [
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ] as [number, number][],
    ],
  ],
});

/** A district of 20 km by 22 km, sixteen towns of one grid each, and as many officers with a handheld each as asked for. */
export function heatWorld(handhelds: number): SeedWorld {
  const area = (
    code: string,
    level: SeedWorld['areas'][number]['level'],
    parentCode: string | null,
    place: Place,
  ) => ({
    code,
    name: code,
    level,
    parentCode,
    gridType: level === 'grid' ? ('urban' as const) : null,
    geometry: outline(place),
  });
  const numbers = Array.from({ length: handhelds }, (_, k) => k);
  return {
    timeZone: 'Asia/Shanghai',
    areas: [
      area('D', 'district', null, DISTRICT),
      ...TOWNS.flatMap((place, k) => [
        area(`T${k}`, 'town', 'D', place),
        area(`V${k}`, 'village', `T${k}`, place),
        area(`G${k}`, 'grid', `V${k}`, place),
      ]),
    ],
    officers: numbers.map((k) => ({
      code: `O${k}`,
      name: `officer ${k}`,
      category: 'full-time',
      gridCode: `G${k % TOWNS.length}`,
    })),
    handhelds: numbers.map((k) => ({
      code: `H${k}`,
      secret: createSecret(),
      datum: 'wgs84',
      officerCode: `O${k}`,
    })),
    categories: [],
    windows: [],
  };
}
