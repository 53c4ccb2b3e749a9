import type { MultiPolygon } from '../../../server/contract/areas/geo.ts';
import { listAreas } from '../../../server/db/areas/areas.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { storeAreas } from '../../../server/services/areas/import-areas.ts';
import { box, SIDE_DEG, SINCE } from './world.ts';

/** Grids of the city in rows of so many, a village each row and a town for ten of them. */
const ACROSS = 30;
const ROWS = 30;
const ROWS_A_TOWN = 10;

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
    area(`CT${k}`, 'town', 'D', box(0, ACROSS, 2 + k * ROWS_A_TOWN, 2 + (k + 1) * ROWS_A_TOWN)),
  );
  const villages = rows.map((row) =>
    area(
      `CV${row}`,
      'village',
      `CT${Math.floor(row / ROWS_A_TOWN)}`,
      box(0, ACROSS, 2 + row, 3 + row),
    ),
  );
  const grids = rows.flatMap((row) =>
    Array.from({ length: ACROSS }, (_, k) =>
      area(`CG${row * ACROSS + k}`, 'grid', `CV${row}`, box(k, k + 1, 2 + row, 3 + row)),
    ),
  );
  await storeAreas(db, [...towns, ...villages, ...grids], SINCE);
  const ids = new Map((await listAreas(db, { at: Date.now() })).map(({ code, id }) => [code, id]));
  return grids.map(({ code, geometry }) => {
    const [lng, lat] = geometry.coordinates[0]![0]![0]!;
    return { gridId: ids.get(code)!, lng: lng! + SIDE_DEG / 2, lat: lat! + SIDE_DEG / 2 };
  });
}
