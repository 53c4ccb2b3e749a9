import { AnalysisError } from '../error.ts';

/** Points to be sorted, with time as an optional third axis (any unit). */
export interface SpaceTimePoints {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  t: ArrayLike<number> | null;
}

/**
 * Points sorted into cells so small that any two points of one cell are neighbours: side reach/√2 in
 * the plane, `timeReach` in time. Cells that follow each other in a line of cells follow each other in
 * memory, so a neighbourhood is a few contiguous runs of points.
 */
export interface SortedCells {
  /** Row of the input at each sorted position. */
  order: Uint32Array;
  /** Sorted coordinates; t all 0 without time. */
  x: Float64Array;
  y: Float64Array;
  t: Float64Array;
  /** Points of cell c: `start[c] .. start[c + 1]`. */
  start: Uint32Array;
  /** Cell of each sorted position. */
  cellOf: Uint32Array;
  /** Runs a cell has. */
  lines: number;
  /** Run k of cell c: points `run[2(c·lines + k)] .. run[2(c·lines + k) + 1]`; run 0 holds the cell itself. */
  run: Uint32Array;
}

/** How many cells away a neighbour can lie along each axis. */
const WINDOW = 2;
/** Keeps a cell's diagonal below the reach whatever the rounding of coordinates. */
const SHRINK = 1 - 1e-6;
const MOST_CELLS = 2 ** 31;
const DIGIT_BITS = 13;
const DIGIT = 2 ** DIGIT_BITS - 1;

/** Sorts points into cells by radix sort, O(n). Throws `parameter-invalid` when the reach is absurdly small. */
export function sortIntoCells(
  points: SpaceTimePoints,
  reach: number,
  timeReach: number,
): SortedCells {
  const n = points.x.length;
  const col = cellNumbers(points.x, (reach / Math.SQRT2) * SHRINK);
  const row = cellNumbers(points.y, (reach / Math.SQRT2) * SHRINK);
  const layer =
    points.t === null
      ? { keys: new Uint32Array(n), highest: 0 }
      : cellNumbers(points.t, timeReach * SHRINK);
  let order: Uint32Array = new Uint32Array(n).map((_, i) => i);
  for (const axis of [col, row, layer]) order = radixSort(order, axis.keys, axis.highest);

  const sorted = (values: ArrayLike<number> | null) => {
    const out = new Float64Array(n);
    if (values !== null) for (let i = 0; i < n; i++) out[i] = values[order[i]!]!;
    return out;
  };
  const start = new Uint32Array(n + 1);
  const cellOf = new Uint32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    const at = order[i]!;
    const before = order[i - 1]!;
    if (
      i === 0 ||
      col.keys[at] !== col.keys[before] ||
      row.keys[at] !== row.keys[before] ||
      layer.keys[at] !== layer.keys[before]
    ) {
      start[count++] = i;
    }
    cellOf[i] = count - 1;
  }
  start[count] = n;
  const ofCells = (keys: Uint32Array) =>
    new Uint32Array(count).map((_, c) => keys[order[start[c]!]!]!);
  const cells = {
    start: start.slice(0, count + 1),
    col: ofCells(col.keys),
    row: ofCells(row.keys),
    layer: ofCells(layer.keys),
  };
  return {
    order,
    x: sorted(points.x),
    y: sorted(points.y),
    t: sorted(points.t),
    start: cells.start,
    cellOf,
    ...findRuns(cells, points.t !== null),
  };
}

function cellNumbers(values: ArrayLike<number>, side: number) {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]!);
    high = Math.max(high, values[i]!);
  }
  if ((high - low) / side >= MOST_CELLS) {
    throw new AnalysisError(
      'parameter-invalid',
      `a reach of ${side} is too small for an extent of ${high - low}`,
    );
  }
  const keys = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) keys[i] = (values[i]! - low) / side;
  return { keys, highest: Math.floor((high - low) / side) };
}

/** One stable counting pass for each 13 bits of the key: most studies need one an axis. */
function radixSort(order: Uint32Array, keys: Uint32Array, highest: number): Uint32Array {
  let from = order;
  let to: Uint32Array = new Uint32Array(order.length);
  for (let shift = 0; shift < 32 && highest >>> shift > 0; shift += DIGIT_BITS) {
    const next = new Uint32Array(DIGIT + 2);
    for (let i = 0; i < keys.length; i++) next[((keys[i]! >>> shift) & DIGIT) + 1]!++;
    for (let digit = 0; digit <= DIGIT; digit++) next[digit + 1]! += next[digit]!;
    for (let i = 0; i < from.length; i++) {
      const at = from[i]!;
      to[next[(keys[at]! >>> shift) & DIGIT]!++] = at;
    }
    [from, to] = [to, from];
  }
  return from;
}

interface CellKeys {
  start: Uint32Array;
  col: Uint32Array;
  row: Uint32Array;
  layer: Uint32Array;
}

/** For every cell and every line of cells near it, the run of points within the window; pointers only move on. */
function findRuns(cells: CellKeys, timed: boolean) {
  const offsets = lineOffsets(timed);
  const count = cells.col.length;
  const run = new Uint32Array(2 * count * offsets.length);
  offsets.forEach(({ layers, rows }, k) => {
    let low = 0;
    for (let c = 0; c < count; c++) {
      const layer = cells.layer[c]! + layers;
      const row = cells.row[c]! + rows;
      const col = cells.col[c]!;
      while (low < count && isBefore(cells, low, layer, row, col - WINDOW)) low++;
      let high = low;
      while (high < count && isBefore(cells, high, layer, row, col + WINDOW + 1)) high++;
      run[2 * (c * offsets.length + k)] = cells.start[low]!;
      run[2 * (c * offsets.length + k) + 1] = cells.start[high]!;
    }
  });
  return { lines: offsets.length, run };
}

function isBefore(cells: CellKeys, c: number, layer: number, row: number, col: number): boolean {
  if (cells.layer[c]! !== layer) return cells.layer[c]! < layer;
  if (cells.row[c]! !== row) return cells.row[c]! < row;
  return cells.col[c]! < col;
}

/** Lines of cells in reach, the own line first, nearer lines before farther. */
function lineOffsets(timed: boolean): { layers: number; rows: number }[] {
  const steps = Array.from({ length: 2 * WINDOW + 1 }, (_, i) => i - WINDOW);
  const far = (o: { layers: number; rows: number }) => Math.abs(o.layers) + Math.abs(o.rows);
  return (timed ? steps : [0])
    .flatMap((layers) => steps.map((rows) => ({ layers, rows })))
    .sort((a, b) => far(a) - far(b));
}
