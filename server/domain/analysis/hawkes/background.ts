import type { CellGrid } from './forecast.ts';
import type { Events } from './model.ts';
import { countNeighbours, findNeighbours } from './neighbours.ts';

/** Density of the background at every incident, itself left out, for given weights; 1/m². */
export type BackgroundDensity = (weight: Float64Array) => Float64Array;

/** Share of a kernel at a squared distance, 1/(2πσ²) e^(-d²/2σ²). */
export const gaussian = (squared: number, sigma: number) =>
  Math.exp(-squared / (2 * sigma * sigma)) / (2 * Math.PI * sigma * sigma);

/** Beyond four bandwidths lies 0.03 % of the kernel. */
const REACH = 4;
/** Pairs summed one by one; of more the density is read off a raster. */
const MOST_PAIRS = 20_000_000;
const MOST_CELLS = 16_000_000;
/** Cells of the raster to a bandwidth: within about 0.1 % of the sum over pairs. */
const CELLS = 8;

/**
 * Prepares the background density of a bandwidth (metres), or a uniform one for null. Beside the incidents one more counts,
 * spread over the whole area: no place is impossible, and a lone incident does not decide the bandwidth.
 */
export function createBackground(
  events: Events,
  bandwidthM: number | null,
  areaM2: number,
  mostPairs = MOST_PAIRS,
): BackgroundDensity {
  const n = events.t.length;
  if (bandwidthM === null) {
    const uniform = new Float64Array(n).fill(1 / areaM2);
    return () => uniform;
  }
  const raster = rasterOf(events, bandwidthM / CELLS);
  const isFew = countNeighbours(events, REACH * bandwidthM, mostPairs) <= mostPairs;
  const sumOf =
    isFew || raster.cols * raster.rows > MOST_CELLS
      ? sumOverPairs(events, bandwidthM)
      : sumOverRaster(events, raster);
  return (weight) => {
    const total = weight.reduce((sum, w) => sum + w, 0);
    const sums = sumOf(weight);
    for (let i = 0; i < n; i++) sums[i] = (sums[i]! + 1 / areaM2) / (total - weight[i]! + 1);
    return sums;
  };
}

function sumOverPairs(events: Events, bandwidthM: number) {
  const near = findNeighbours(events, REACH * bandwidthM, (i, j) => i !== j);
  const kernel = near.squared.map((squared) => gaussian(squared, bandwidthM));
  const sums = new Float64Array(events.t.length);
  return (weight: Float64Array) => {
    for (let i = 0; i < sums.length; i++) {
      let sum = 0;
      for (let k = near.start[i]!; k < near.start[i + 1]!; k++)
        sum += weight[near.other[k]!]! * kernel[k]!;
      sums[i] = sum;
    }
    return sums;
  };
}

function rasterOf({ x, y }: Events, cellM: number) {
  const [minX, maxX] = [x.reduce((a, b) => Math.min(a, b)), x.reduce((a, b) => Math.max(a, b))];
  const [minY, maxY] = [y.reduce((a, b) => Math.min(a, b)), y.reduce((a, b) => Math.max(a, b))];
  const cols = Math.floor((maxX - minX) / cellM) + 2;
  const rows = Math.floor((maxY - minY) / cellM) + 2;
  return { minX, minY, cellM, cols, rows };
}

/**
 * Weights shared among the four nearest cells, smoothed along rows and columns, and read back between cells. Sharing and
 * reading each widen the kernel by cell²/6 on average, which is taken off it.
 */
function sumOverRaster({ x, y }: Events, { cellM, cols, minX, minY, rows }: CellGrid) {
  const reach = REACH * CELLS;
  const variance = CELLS * CELLS - 1 / 3;
  const tap = Float64Array.from(
    { length: reach + 1 },
    (_, k) => Math.exp((-k * k) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance),
  );
  const raster = new Float64Array(cols * rows);
  const along = new Float64Array(cols * rows);
  const sums = new Float64Array(x.length);
  const corners = (i: number, take: (cell: number, share: number) => void) => {
    const [u, v] = [(x[i]! - minX) / cellM, (y[i]! - minY) / cellM];
    const [col, row] = [Math.floor(u), Math.floor(v)];
    const cell = row * cols + col;
    take(cell, (1 - u + col) * (1 - v + row));
    take(cell + 1, (u - col) * (1 - v + row));
    take(cell + cols, (1 - u + col) * (v - row));
    take(cell + cols + 1, (u - col) * (v - row));
  };
  return (weight: Float64Array) => {
    raster.fill(0);
    for (let i = 0; i < x.length; i++)
      corners(i, (cell, share) => {
        raster[cell]! += share * weight[i]!;
      });
    along.fill(0);
    smooth(raster, along, tap, { lines: rows, length: cols, step: 1, stride: cols });
    raster.fill(0);
    smooth(along, raster, tap, { lines: cols, length: rows, step: cols, stride: 1 });
    for (let i = 0; i < x.length; i++) {
      let density = 0;
      corners(i, (cell, share) => {
        density += share * raster[cell]!;
      });
      const own = weight[i]! * ownShare(x[i]!, y[i]!, minX, minY, cellM, tap);
      sums[i] = Math.max(0, density - own) / (cellM * cellM);
    }
    return sums;
  };
}

/** What a point of weight 1 adds to its own reading: the product of both axes. */
function ownShare(
  x: number,
  y: number,
  minX: number,
  minY: number,
  cellM: number,
  tap: Float64Array,
) {
  const axis = (at: number) => {
    const part = at - Math.floor(at);
    return (part * part + (1 - part) ** 2) * tap[0]! + 2 * part * (1 - part) * tap[1]!;
  };
  return axis((x - minX) / cellM) * axis((y - minY) / cellM);
}

/** Adds every line of `from`, smoothed by a symmetric kernel, to `into`; empty cells cost nothing. */
function smooth(
  from: Float64Array,
  into: Float64Array,
  tap: Float64Array,
  { length, lines, step, stride }: { lines: number; length: number; step: number; stride: number },
): void {
  const reach = tap.length - 1;
  for (let line = 0; line < lines; line++) {
    const begin = line * stride;
    for (let at = 0; at < length; at++) {
      const value = from[begin + at * step]!;
      if (value === 0) continue;
      const last = Math.min(length - 1, at + reach);
      for (let to = Math.max(0, at - reach); to <= last; to++)
        into[begin + to * step]! += value * tap[Math.abs(to - at)]!;
    }
  }
}
