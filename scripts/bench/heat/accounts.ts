import type { HeatView } from '../../../server/contract/console/heat.ts';
import { upsertUser } from '../../../server/db/accounts/users.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { hashPassword } from '../../../server/domain/accounts/password.ts';
import { signIn } from '../support/sign-in.ts';
import { DISTRICT, type Place, TOWNS } from './world.ts';

const PASSWORD = 'a password of the benchmark';
/** Accounts of single towns beside that of the district. */
const TOWN_ACCOUNTS = 10;
const ZOOMS = [8.5, 10, 11.5, 13, 14.5];
/** A console window, px, and metres a pixel at zoom 0 on the equator (tiles of 512 px). */
const WINDOW = { width: 1440, height: 900 };
const METRES_A_PIXEL = 78_271.517;

interface ViewerArea {
  name: string;
  areaId: number;
  place: Place;
}

/** An account for the district and one for each of some towns. */
export async function createAccounts(db: Db): Promise<ViewerArea[]> {
  const rows = await db.selectFrom('areas').select(['id', 'code']).execute();
  const idOf = (code: string) => rows.find((row) => row.code === code)!.id;
  const areas = [
    { name: 'district', areaId: idOf('D'), place: DISTRICT },
    ...TOWNS.slice(0, TOWN_ACCOUNTS).map((place, k) => ({
      name: `town-${k}`,
      areaId: idOf(`T${k}`),
      place,
    })),
  ];
  const passwordHash = await hashPassword(PASSWORD);
  for (const { name, areaId } of areas)
    await upsertUser(db, { name, role: 'supervisor', areaId, passwordHash });
  return areas;
}

export interface Account {
  cookie: string;
  areaId: number;
  views: HeatView[];
}

/** Two of five consoles watch the district, the others a town each; every one has three views of one zoom. */
export async function viewersOf(url: string, areas: readonly ViewerArea[], count: number) {
  const cookies = new Map<string, string>();
  const accounts: Account[] = [];
  for (let k = 0; k < count; k++) {
    const { name, areaId, place } = k % 5 < 2 ? areas[0]! : areas[1 + (k % (areas.length - 1))]!;
    if (!cookies.has(name)) cookies.set(name, await signIn(url, { name, password: PASSWORD }));
    const zoom = ZOOMS[k % ZOOMS.length]!;
    const views = [0, 1, 2].map((n) =>
      viewAt(zoom, {
        lng: place.west + (place.east - place.west) * (((k + 1) * 0.618034 + n * 0.21) % 1),
        lat: place.south + (place.north - place.south) * (((k + 1) * 0.754878 + n * 0.37) % 1),
      }),
    );
    accounts.push({ cookie: cookies.get(name)!, areaId, views });
  }
  return accounts;
}

function viewAt(zoom: number, { lng, lat }: { lng: number; lat: number }): HeatView {
  const perPixel = METRES_A_PIXEL / 2 ** zoom / 111_320;
  const [east, north] = [
    (WINDOW.width / 2) * perPixel,
    (WINDOW.height / 2) * perPixel * Math.cos((lat * Math.PI) / 180),
  ];
  return {
    kinds: ['presence'],
    west: lng - east,
    south: lat - north,
    east: lng + east,
    north: lat + north,
    zoom,
  };
}
