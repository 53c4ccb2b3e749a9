import type { GridType } from '../../../server/contract/areas/area.ts';
import { latticeNoise } from '../../simulator/random.ts';
import { type Cell, cellKey, cornerAt, type Lattice } from '../../simulator/world/lattice.ts';
import { lanesOf } from '../../simulator/world/streets.ts';
import type { World } from '../../simulator/world/world.ts';
import { ROAD_NAMES } from './road-names.ts';
import type { MapLayers } from './tiles.ts';

/** Every so many streets one is a main road. */
const MAIN_EVERY = 3;
/** The river runs between two columns of streets, within these shares of a block. */
const RIVER = { column: -2, from: 0.13, to: 0.37 };
/** Buildings of a quarter of a block, by what the ground is; the share of them that stand. */
const BUILT: Record<GridType, { rows: number; share: number }> = {
  urban: { rows: 2, share: 0.92 },
  'urban-village': { rows: 3, share: 0.95 },
  rural: { rows: 2, share: 0.3 },
  park: { rows: 1, share: 0 },
};
const SEED = { row: 0x11, stands: 0x22, green: 0x33, width: 0x44 };

type Position = [number, number];

/** The town a world stands in, as a map shows it: its streets and lanes (those officers walk), a river, parks and buildings. */
export function townOf({ ground, areas }: World): MapLayers {
  const { lattice, cellsOf } = ground;
  const types = new Map<number, GridType>();
  for (const { code, gridType } of areas)
    for (const cell of cellsOf.get(code) ?? []) types.set(cellKey(cell), gridType!);
  const layers: MapLayers = {
    landuse: [],
    water: [river(lattice)],
    buildings: [],
    roads: streets(lattice),
  };
  for (let i = -lattice.half; i < lattice.half; i++)
    for (let j = -lattice.half; j < lattice.half; j++) {
      const cell = { i, j };
      const type = types.get(cellKey(cell));
      const isGreen = type === 'park' || latticeNoise(lattice.seed ^ SEED.green, i, j) < 0.06;
      if (isGreen) layers.landuse.push(block(lattice, cell, 'park'));
      else if (type === 'rural') layers.landuse.push(block(lattice, cell, 'farmland'));
      if (!type) continue;
      layers.roads.push(...lanes(lattice, cell, type));
      if (isGreen) layers.water.push(pond(lattice, cell));
      else layers.buildings.push(...buildings(lattice, cell, type));
    }
  return layers;
}

/** A place within a block by its shares east and north. */
function within(lattice: Lattice, { i, j }: Cell, u: number, v: number): Position {
  const [a, b, c, d] = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ].map(([p, q]) => cornerAt(lattice, { i: i + p!, j: j + q! })) as [
    Corner,
    Corner,
    Corner,
    Corner,
  ];
  const mix = (key: 'lng' | 'lat') =>
    a[key] * (1 - u) * (1 - v) + b[key] * u * (1 - v) + c[key] * (1 - u) * v + d[key] * u * v;
  return [mix('lng'), mix('lat')];
}
type Corner = ReturnType<typeof cornerAt>;

const polygon = (ring: Position[], properties: object): GeoJSON.Feature => ({
  type: 'Feature',
  geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] },
  properties: { ...properties },
});
const line = (coordinates: Position[], properties: object): GeoJSON.Feature => ({
  type: 'Feature',
  geometry: { type: 'LineString', coordinates },
  properties: { ...properties },
});

/** A rectangle of a block, by shares. */
const box = (lattice: Lattice, cell: Cell, [west, south, east, north]: readonly number[]) =>
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ].map(([u, v]) => within(lattice, cell, u!, v!));

const block = (lattice: Lattice, cell: Cell, kind: string) =>
  polygon(box(lattice, cell, [0, 0, 1, 1]), { kind });

function streets(lattice: Lattice): GeoJSON.Feature[] {
  const { half } = lattice;
  const along = Array.from({ length: 2 * half + 1 }, (_, k) => k - half);
  const at = (i: number, j: number): Position => {
    const { lng, lat } = cornerAt(lattice, { i, j });
    return [lng, lat];
  };
  return along.flatMap((k) =>
    [0, 1].map((way) => {
      const [name, nameEn] = ROAD_NAMES[(2 * (k + half) + way) % ROAD_NAMES.length]!;
      return line(
        along.map((l) => (way === 0 ? at(k, l) : at(l, k))),
        {
          kind: k % MAIN_EVERY === 0 ? 'major_road' : 'minor_road',
          name: `${name}${way === 0 ? '路' : '街'}`,
          'name:en': `${nameEn} ${way === 0 ? 'Road' : 'Street'}`,
        },
      );
    }),
  );
}

function lanes(lattice: Lattice, cell: Cell, type: GridType): GeoJSON.Feature[] {
  const { eastWest, northSouth } = lanesOf(lattice, cell, type);
  const lane = (from: Position, to: Position) => line([from, to], { kind: 'path' });
  return [
    ...(eastWest ? [lane(within(lattice, cell, 0, 0.5), within(lattice, cell, 1, 0.5))] : []),
    ...(northSouth ? [lane(within(lattice, cell, 0.5, 0), within(lattice, cell, 0.5, 1))] : []),
  ];
}

function river(lattice: Lattice): GeoJSON.Feature {
  const { half } = lattice;
  const bank = (u: number) =>
    Array.from({ length: 2 * half }, (_, k) =>
      within(lattice, { i: RIVER.column, j: k - half }, u, 0.5),
    );
  return polygon([...bank(RIVER.from), ...bank(RIVER.to).reverse()], {
    kind: 'river',
    name: '栅河',
    'name:en': 'Zha River',
  });
}

const pond = (lattice: Lattice, cell: Cell) =>
  polygon(
    Array.from({ length: 16 }, (_, k) => {
      const angle = (k * Math.PI) / 8;
      return within(lattice, cell, 0.26 + 0.12 * Math.cos(angle), 0.72 + 0.13 * Math.sin(angle));
    }),
    { kind: 'lake' },
  );

/** Houses in each quarter between streets and lanes, in rows, the river left free. */
function buildings(lattice: Lattice, cell: Cell, type: GridType): GeoJSON.Feature[] {
  const { rows, share } = BUILT[type];
  const noise = (seed: number, k: number) =>
    latticeNoise(lattice.seed ^ (seed + 64 * k), cell.i, cell.j);
  return [0, 1, 2, 3].flatMap((quarter) => {
    const [u, v] = [quarter % 2, quarter >> 1];
    if (cell.i === RIVER.column && u === 0) return [];
    return Array.from({ length: rows * rows }, (_, k) => k).flatMap((k) => {
      const n = quarter * 16 + k;
      if (noise(SEED.stands, n) > share) return [];
      const step = 0.36 / rows;
      const west = u * 0.5 + 0.07 + (k % rows) * step;
      const south = v * 0.5 + 0.07 + Math.floor(k / rows) * step;
      const wide = step * (0.62 + 0.24 * noise(SEED.width, n));
      const deep = step * (0.45 + 0.35 * noise(SEED.row, n));
      return [
        polygon(box(lattice, cell, [west, south, west + wide, south + deep]), { kind: 'building' }),
      ];
    });
  });
}
