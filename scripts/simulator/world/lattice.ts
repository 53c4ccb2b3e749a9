import type { LngLat } from '../../../server/contract/areas/geo.ts';
import { createRandom, latticeNoise, seedNumber } from '../random.ts';
import { lngLatOf, type Plane, type Point, planeAt, pointOf } from './plane.ts';

/** A block between four street corners, by its lower left corner. */
export interface Cell {
  i: number;
  j: number;
}

/**
 * Streets as a jittered, gently bent lattice. Corner (i, j) has one position, rounded once,
 * so that areas made of whole blocks share their borders exactly.
 */
export interface Lattice {
  plane: Plane;
  seed: number;
  /** Offsets in metres of the street lines, by index + half. */
  columns: Float64Array;
  rows: Float64Array;
  half: number;
  bend: { amplitudeM: number; waveM: number; phase: number }[];
}

const BLOCK_M = { least: 115, most: 225 };
const JITTER_M = 12;

/** Street lines from -half to +half in both directions about the centre. */
export function buildLattice(centre: LngLat, seed: string | number, half: number): Lattice {
  const random = createRandom(`${seed}/lattice`);
  const lines = () => {
    const at = new Float64Array(2 * half + 1);
    for (let k = 1; k <= 2 * half; k++)
      at[k] = at[k - 1]! + random.uniform(BLOCK_M.least, BLOCK_M.most);
    const middle = at[half]!;
    return at.map((value) => value - middle);
  };
  return {
    plane: planeAt(centre),
    seed: seedNumber(`${seed}/corners`),
    columns: lines(),
    rows: lines(),
    half,
    bend: [0, 1].map(() => ({
      amplitudeM: random.uniform(60, 140),
      waveM: random.uniform(2200, 4200),
      phase: random.uniform(0, 2 * Math.PI),
    })),
  };
}

/** Corner (i, j) in degrees. */
export function cornerAt(lattice: Lattice, { i, j }: Cell): LngLat {
  const { columns, rows, half, seed, bend } = lattice;
  const x = columns[i + half]!;
  const y = rows[j + half]!;
  const [east, north] = bend as [Lattice['bend'][0], Lattice['bend'][0]];
  return lngLatOf(
    lattice.plane,
    x +
      east.amplitudeM * Math.sin((2 * Math.PI * y) / east.waveM + east.phase) +
      JITTER_M * (2 * latticeNoise(seed, i, j) - 1),
    y +
      north.amplitudeM * Math.sin((2 * Math.PI * x) / north.waveM + north.phase) +
      JITTER_M * (2 * latticeNoise(seed ^ 0x5f5f, i, j) - 1),
  );
}

/** Corner (i, j) in metres, of exactly the rounded degrees. */
export const cornerPoint = (lattice: Lattice, cell: Cell): Point =>
  pointOf(lattice.plane, cornerAt(lattice, cell));

/** Index of a cell as one number, for maps and sets. */
export const cellKey = ({ i, j }: Cell) => (i + 32768) * 65536 + (j + 32768);
