import { cellToParent, gridDiskDistances } from '../geo/h3.ts';

/** Discs looked at: rings round a cell of the ground's resolution, and round one of the next coarser, for what spreads wider. */
const LAYERS = [
  { coarser: 0, rings: 2 },
  { coarser: 1, rings: 3 },
] as const;

/** Cells of one resolution and the discs round each; a disc of scale k is everything up to ring k. */
export interface Layer {
  /** H3 cells, 15 hex digits, sorted. */
  cells: string[];
  /** Cell of this layer that holds a cell of the ground. */
  of: Uint32Array;
  scales: number;
  /** Cells of the largest disc, and the ring of each. */
  ringOf: Uint8Array;
  /** Cells of the disc round cell c, ring by ring: near[c · ringOf.length + i], -1 outside. */
  near: Int32Array;
  /** Cells inside the ground of the disc of scale k round c: size[c · scales + k]. */
  size: Uint8Array;
}

/** The cells watched, all of one resolution. */
export interface Ground {
  /** H3 cells, 15 hex digits, sorted. */
  cells: string[];
  indexOf: ReadonlyMap<string, number>;
  layers: Layer[];
}

/** Prepares cells for scanning; their order does not matter. */
export function buildGround(cells: Iterable<string>): Ground {
  const sorted = [...new Set(cells)].sort();
  return {
    cells: sorted,
    indexOf: new Map(sorted.map((cell, k) => [cell, k])),
    layers: LAYERS.map(({ coarser, rings }) =>
      buildLayer(
        sorted.map((cell) => cellToParent(cell, Number.parseInt(cell[1]!, 16) - coarser)),
        rings,
      ),
    ),
  };
}

function buildLayer(parents: readonly string[], rings: number): Layer {
  const cells = [...new Set(parents)].sort();
  const indexOf = new Map(cells.map((cell, k) => [cell, k]));
  const scales = rings + 1;
  const ringOf = Uint8Array.from(
    Array.from({ length: scales }, (_, ring) => Array(ring === 0 ? 1 : 6 * ring).fill(ring)).flat(),
  );
  const near = new Int32Array(cells.length * ringOf.length).fill(-1);
  const size = new Uint8Array(cells.length * scales);
  for (const [c, cell] of cells.entries())
    for (const [ring, others] of gridDiskDistances(cell, rings).entries())
      for (const [i, other] of others.entries()) {
        const at = indexOf.get(other) ?? -1;
        near[c * ringOf.length + ringOf.indexOf(ring) + i] = at;
        if (at >= 0) for (let k = ring; k < scales; k++) size[c * scales + k]! += 1;
      }
  return {
    cells,
    of: Uint32Array.from(parents, (parent) => indexOf.get(parent)!),
    scales,
    ringOf,
    near,
    size,
  };
}

/** Cells of the disc of a scale round a cell of a layer. */
export function discOf({ near, ringOf }: Layer, centre: number, scale: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < ringOf.length && ringOf[i]! <= scale; i++) {
    const cell = near[centre * ringOf.length + i]!;
    if (cell >= 0) found.push(cell);
  }
  return found;
}
