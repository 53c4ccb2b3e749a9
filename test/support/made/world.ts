import type { Datum, LngLat, MultiPolygon } from '../../../server/contract/areas/geo.ts';
import type { NormRules } from '../../../server/contract/norms/norm.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { type SeedWorld, seedWorld } from '../../../server/services/areas/seed-world.ts';

/** South-west corner of the test district; grids are squares of SIDE_DEG beside each other, from west to east. */
const ORIGIN: LngLat = { lng: 121.37, lat: 28.58 };
export const SIDE_DEG = 0.004;

/** Long before anything a test does. */
export const SINCE = new Date('2020-01-01T00:00:00Z');

/** A Monday, 10:00 in the district's time zone. */
export const NOW = Date.UTC(2026, 5, 1, 2);

export const secretOf = (handheld: string) => `secret-of-${handheld}-0123456789`;

export interface TestOfficer {
  code: string;
  grid: string | null;
  handheld: string;
  datum?: Datum;
}

/** O1 and O2 walk in village V1, O3 in village V2, O4 has no grid. H2 speaks GCJ-02, H3 BD-09. */
export const OFFICERS: readonly TestOfficer[] = [
  { code: 'O1', grid: 'G1', handheld: 'H1' },
  { code: 'O2', grid: 'G2', handheld: 'H2', datum: 'gcj02' },
  { code: 'O3', grid: 'G3', handheld: 'H3', datum: 'bd09' },
  { code: 'O4', grid: null, handheld: 'H4' },
];

const GRIDS = [
  { code: 'G1', village: 'V1' },
  { code: 'G2', village: 'V1' },
  { code: 'G3', village: 'V2' },
] as const;

/** South-west corner of a grid. */
export const cornerOf = (grid: string): LngLat => ({
  lng: ORIGIN.lng + SIDE_DEG * GRIDS.findIndex(({ code }) => code === grid),
  lat: ORIGIN.lat,
});

/** Ground from side to side, in grids east and north of the corner of the first. */
export function box(west: number, east: number, south = 0, north = 1): MultiPolygon {
  const [w, e] = [west, east].map((side) => ORIGIN.lng + side * SIDE_DEG) as [number, number];
  const [s, n] = [south, north].map((side) => ORIGIN.lat + side * SIDE_DEG) as [number, number];
  return {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [w, s],
          [e, s],
          [e, n],
          [w, n],
          [w, s],
        ],
      ],
    ],
  };
}

/** A district of one town, two villages and three grids. */
export function testWorld(officers = OFFICERS): SeedWorld {
  const area = (
    code: string,
    level: SeedWorld['areas'][number]['level'],
    parentCode: string | null,
    geometry: MultiPolygon,
  ) => ({
    code,
    name: `area ${code}`,
    level,
    parentCode,
    gridType: level === 'grid' ? ('urban' as const) : null,
    geometry,
  });
  return {
    timeZone: 'Asia/Shanghai',
    areas: [
      area('D', 'district', null, box(0, 3)),
      area('T', 'town', 'D', box(0, 3)),
      area('V1', 'village', 'T', box(0, 2)),
      area('V2', 'village', 'T', box(2, 3)),
      ...GRIDS.map(({ code, village }, at) => area(code, 'grid', village, box(at, at + 1))),
    ],
    officers: officers.map(({ code, grid }) => ({
      code,
      name: `officer ${code}`,
      category: 'full-time',
      gridCode: grid,
    })),
    handhelds: officers.map(({ code, handheld, datum = 'wgs84' }) => ({
      code: handheld,
      secret: secretOf(handheld),
      datum,
      officerCode: code,
    })),
    categories: [],
    windows: [],
  };
}

/** Ids the store gave to codes. */
export interface Ids {
  areas: Record<string, number>;
  officers: Record<string, number>;
  handhelds: Record<string, number>;
}

/** Stores the test district; returns the ids of its codes. */
export async function seedTestWorld(
  db: Db,
  options: { officers?: readonly TestOfficer[]; rules?: Partial<NormRules> } = {},
): Promise<Ids> {
  await seedWorld(db, testWorld(options.officers), { from: SINCE, rules: options.rules ?? {} });
  return idsOf(db);
}

/** Ids by code of all that a store has. */
export async function idsOf(db: Db): Promise<Ids> {
  const ids = async (table: 'areas' | 'officers' | 'handhelds') =>
    Object.fromEntries(
      (await db.selectFrom(table).select(['id', 'code']).execute()).map(({ id, code }) => [
        code,
        id,
      ]),
    );
  return {
    areas: await ids('areas'),
    officers: await ids('officers'),
    handhelds: await ids('handhelds'),
  };
}

/** As many officers as asked for, all in grid G1, with handhelds H1001, H1002, ... */
export const manyOfficers = (count: number): TestOfficer[] =>
  Array.from({ length: count }, (_, k) => ({
    code: `O${1001 + k}`,
    grid: 'G1',
    handheld: `H${1001 + k}`,
  }));
