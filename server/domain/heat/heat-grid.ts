import { cellToBigint } from '../../contract/areas/cell.ts';
import { type Box, HEAT_BASE, HEAT_COARSEST } from '../../contract/console/heat.ts';
import { cellToParent, centreOf } from '../geo/h3.ts';
import { type Decay, epochOf, PAST_SHARE, periodOf } from './decay.ts';

/** Sums of the last period, this one and the next (device clocks run ahead), each in its own units. */
interface Sums {
  past: number;
  current: number;
  next: number;
}

/** A cell of one area's heat, and the finer ones of the same area it is the sum of. */
export interface HeatCell extends Sums {
  id: bigint;
  lng: number;
  lat: number;
  isChanged: boolean;
  parent: HeatCell | null;
  children: HeatCell[];
}

interface Base extends Sums {
  cell: string;
  lng: number;
  lat: number;
  leaves: Leaf[];
}

interface Leaf extends HeatCell {
  tree: HeatTree;
}

/** The heat of one area: its base cells, and coarser ones summed from exactly these. */
export interface HeatTree {
  isWithin: (place: { lng: number; lat: number }) => boolean;
  cells: Map<string, HeatCell>;
  roots: HeatCell[];
  /** Cells that changed since they were last taken, by resolution. */
  changed: HeatCell[][];
}

/** A cell's heat in units of the current period. */
export const sumOf = ({ current, past }: Sums): number => current + past * PAST_SHARE;

/** Heat by H3 cell, and a tree of it for each area that somebody looks at. `nowMs` says which period is the current one. */
export function createHeatGrid(decay: Decay, nowMs: number) {
  const bases = new Map<string, Base>();
  const trees = new Set<HeatTree>();
  let period = periodOf(decay, nowMs);

  const slotOf = (of: number): keyof Sums | null =>
    of === period
      ? 'current'
      : of === period - 1
        ? 'past'
        : of === period + 1
          ? 'next'
          : /* What is older counts no more. */ null;

  function baseOf(cell: string): Base {
    let base = bases.get(cell);
    if (!base) {
      base = { ...centreOf(cell), cell, past: 0, current: 0, next: 0, leaves: [] };
      bases.set(cell, base);
      for (const tree of trees) attach(base, tree);
    }
    return base;
  }

  /** Gives a tree a base cell that lies in its area, with what it holds so far. */
  function attach(base: Base, tree: HeatTree): void {
    if (!tree.isWithin(base) || tree.cells.has(base.cell)) return;
    const leaf = makeCell(base.cell, HEAT_BASE, tree) as Leaf;
    leaf.tree = tree;
    base.leaves.push(leaf);
    for (const slot of ['past', 'current', 'next'] as const) gain(leaf, slot, base[slot]);
  }

  return {
    decay,
    epochMs: () => epochOf(decay, period),
    /** Adds a sum of a period to a base cell. */
    add(cell: string, of: number, sum: number): void {
      const slot = slotOf(of);
      if (!slot) return;
      const base = baseOf(cell);
      base[slot] += sum;
      for (const leaf of base.leaves) gain(leaf, slot, sum);
    },
    /** Moves on to the period of `now`; says whether that is another one. Cells nothing is left of are forgotten. */
    roll(now: number): boolean {
      const from = period;
      for (; period < periodOf(decay, now); period++) {
        for (const [cell, base] of bases) if (!shift(base)) bases.delete(cell);
        for (const tree of trees) tree.roots = tree.roots.filter((cell) => rollCell(cell, tree));
      }
      return period > from;
    },
    /** Opens the heat of an area. Run the steps to their end, with rests between them: then it holds everything. */
    open(isWithin: HeatTree['isWithin']): { tree: HeatTree; steps: Generator<void> } {
      const tree: HeatTree = {
        isWithin,
        cells: new Map(),
        roots: [],
        changed: Array.from({ length: HEAT_BASE + 1 }, () => []),
      };
      trees.add(tree);
      return { tree, steps: fill(tree) };
    },
    close(tree: HeatTree): void {
      trees.delete(tree);
      for (const base of bases.values())
        base.leaves = base.leaves.filter((leaf) => leaf.tree !== tree);
    },
    size: () => bases.size,
  };

  function* fill(tree: HeatTree): Generator<void> {
    let count = 0;
    // Base cells added while this runs attach themselves.
    for (const base of bases.values()) {
      attach(base, tree);
      if (++count % STEP_CELLS === 0) yield;
    }
  }
}

export type HeatGrid = ReturnType<typeof createHeatGrid>;

const STEP_CELLS = 5_000;

function makeCell(cell: string, resolution: number, tree: HeatTree): HeatCell {
  const known = tree.cells.get(cell);
  if (known) return known;
  const parent =
    resolution > HEAT_COARSEST
      ? makeCell(cellToParent(cell, resolution - 1), resolution - 1, tree)
      : null;
  const made: HeatCell = {
    ...centreOf(cell),
    id: cellToBigint(cell),
    past: 0,
    current: 0,
    next: 0,
    isChanged: false,
    parent,
    children: [],
  };
  tree.cells.set(cell, made);
  (parent?.children ?? tree.roots).push(made);
  return made;
}

function gain(leaf: Leaf, slot: keyof Sums, sum: number): void {
  let resolution = HEAT_BASE;
  for (let cell: HeatCell | null = leaf; cell; cell = cell.parent, resolution--) {
    cell[slot] += sum;
    if (cell.isChanged) continue;
    cell.isChanged = true;
    leaf.tree.changed[resolution]!.push(cell);
  }
}

function shift(sums: Sums): boolean {
  sums.past = sums.current;
  sums.current = sums.next;
  sums.next = 0;
  return sums.past !== 0 || sums.current !== 0;
}

/** Says whether anything is left of a cell; its parent may outlive it, never the other way round. */
function rollCell(cell: HeatCell, tree: HeatTree): boolean {
  cell.children = cell.children.filter((child) => rollCell(child, tree));
  const isLeft = shift(cell) || cell.children.length > 0;
  if (!isLeft) tree.cells.delete(cell.id.toString(16));
  return isLeft;
}

/** Takes the changed cells of a tree, by resolution, and starts over. */
export function takeChanged(tree: HeatTree): HeatCell[][] {
  const { changed } = tree;
  tree.changed = changed.map(() => []);
  for (const cells of changed) for (const cell of cells) cell.isChanged = false;
  return changed;
}

/** Cells of a resolution whose centres lie in a box. */
export function* cellsIn(tree: HeatTree, resolution: number, box: Box): Generator<HeatCell> {
  const stack = tree.roots.map((cell) => ({ cell, at: HEAT_COARSEST as number }));
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { cell, at } = top;
    if (at === resolution) {
      if (isIn(box, cell)) yield cell;
      // A cell's descendants lie within twice its edge of its centre.
    } else if (isNear(box, cell, 2 * EDGE_DEG[at]!)) {
      for (const child of cell.children) stack.push({ cell: child, at: at + 1 });
    }
  }
}

export const isIn = (box: Box, { lng, lat }: { lng: number; lat: number }): boolean =>
  lng >= box.west && lng <= box.east && lat >= box.south && lat <= box.north;

/** Length of an edge in degrees of latitude, by resolution; of longitude it is more by the cosine. */
const EDGE_DEG: Record<number, number> = { 7: 0.0135, 8: 0.0051, 9: 0.00193, 10: 0.00073 };

function isNear(box: Box, { lng, lat }: HeatCell, slack: number): boolean {
  const wide = slack / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return (
    lng >= box.west - wide &&
    lng <= box.east + wide &&
    lat >= box.south - slack &&
    lat <= box.north + slack
  );
}
