import type { MultiPolygon } from '../../../server/contract/areas/geo.ts';
import { listAreas } from '../../../server/db/areas/areas.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { storeAreas } from '../../../server/services/areas/import-areas.ts';
import { cornerOf, SIDE_DEG, SINCE } from './world.ts';

/** Grids of the city in rows of so many, a village each row and a town for ten of them. */
const ACROSS = 30;
const ROWS = 30;
const ROWS_A_TOWN = 10;

const boxAt = (west: number, south: number, width: number, height: number): MultiPolygon => {
  const { lng, lat } = cornerOf('G1');
  const [w, e] = [lng + west * SIDE_DEG, lng + (west + width) * SIDE_DEG];
  const [s, n] = [lat + south * SIDE_DEG, lat + (south + height) * SIDE_DEG];
  const ring = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ] as [number, number][];
  return { type: 'MultiPolygon', coordinates: [[ring]] };
};

/** Lets the district of the test world grow to 900 more grids, north of those it has. Returns where each is. */
export async function putCity(db: Db): Promise<{ gridId: number; lng: number; lat: number }[]> {
  const area = (
    code: string,
    level: 'town' | 'village' | 'grid',
    parent: string,
    geometry: MultiPolygon,
  ) => ({
    ...{
      code,
      level,
      parent,
      geometry,
      name: `area ${code}`,
      timeZone: 'Asia/Shanghai',
      feature: 0,
    },
    gridType: level === 'grid' ? ('urban' as const) : null,
  });
  const rows = Array.from({ length: ROWS }, (_, row) => row);
  const towns = Array.from({ length: ROWS / ROWS_A_TOWN }, (_, k) =>
    area(`CT${k}`, 'town', 'D', boxAt(0, 2 + k * ROWS_A_TOWN, ACROSS, ROWS_A_TOWN)),
  );
  const villages = rows.map((row) =>
    area(`CV${row}`, 'village', `CT${Math.floor(row / ROWS_A_TOWN)}`, boxAt(0, 2 + row, ACROSS, 1)),
  );
  const grids = rows.flatMap((row) =>
    Array.from({ length: ACROSS }, (_, k) =>
      area(`CG${row * ACROSS + k}`, 'grid', `CV${row}`, boxAt(k, 2 + row, 1, 1)),
    ),
  );
  await storeAreas(db, [...towns, ...villages, ...grids], SINCE);
  const ids = new Map((await listAreas(db, { at: Date.now() })).map(({ code, id }) => [code, id]));
  return grids.map(({ code, geometry }) => {
    const [lng, lat] = geometry.coordinates[0]![0]![0]!;
    return { gridId: ids.get(code)!, lng: lng! + SIDE_DEG / 2, lat: lat! + SIDE_DEG / 2 };
  });
}
