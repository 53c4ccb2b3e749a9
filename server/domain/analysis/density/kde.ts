import type { Tick } from '../method.ts';
import { convolveEven, powerOfTwo } from './fft.ts';
import { KERNELS, type KernelName } from './kernel.ts';
import type { Raster } from './raster.ts';

/** Points with weights; null weighs 1 each. */
export interface WeightedPoints {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  weight: ArrayLike<number> | null;
}

/** Sums kernels at every cell centre, per m²; `bandwidth` is one length, or one a point (adaptive). */
type SumKernels = (
  points: WeightedPoints,
  raster: Raster,
  kernel: KernelName,
  bandwidth: number | ArrayLike<number>,
  tick?: Tick,
) => Float64Array;

/** By definition: each point is added to every centre, down to what a double can hold. */
export const kdeExact: SumKernels = (points, raster, kernel, bandwidth, tick) =>
  sumKernels(points, raster, kernel, { bandwidth, reach: KERNELS[kernel].end }, tick);

/** As `kdeExact`, but to centres within the kernel's reach only: 1.3e-14 of a peak is lost. */
export const kdeNear: SumKernels = (points, raster, kernel, bandwidth, tick) =>
  sumKernels(points, raster, kernel, { bandwidth, reach: KERNELS[kernel].reach }, tick);

function sumKernels(
  points: WeightedPoints,
  raster: Raster,
  kernel: KernelName,
  { bandwidth, reach }: { bandwidth: number | ArrayLike<number>; reach: number },
  tick?: Tick,
): Float64Array {
  const { x0, y0, cellM, cols, rows } = raster;
  const { at } = KERNELS[kernel];
  const out = new Float64Array(cols * rows);
  const along = new Float64Array(cols);
  const n = points.x.length;
  for (let i = 0; i < n; i++) {
    if (i % 1024 === 0) tick?.(i / n);
    const h = typeof bandwidth === 'number' ? bandwidth : bandwidth[i]!;
    const weight = points.weight?.[i] ?? 1;
    const u = (points.x[i]! - x0) / cellM - 0.5;
    const v = (points.y[i]! - y0) / cellM - 0.5;
    const r = (reach * h) / cellM;
    const firstCol = Math.max(0, Math.ceil(u - r));
    const lastCol = Math.min(cols - 1, Math.floor(u + r));
    const firstRow = Math.max(0, Math.ceil(v - r));
    const lastRow = Math.min(rows - 1, Math.floor(v + r));
    if (kernel === 'gaussian') {
      // The Gaussian is a product: one exponential a column and a row.
      const peak = weight / (2 * Math.PI * h * h);
      const scale = (cellM * cellM) / (2 * h * h);
      for (let col = firstCol; col <= lastCol; col++) {
        along[col] = peak * Math.exp(-scale * (col - u) * (col - u));
      }
      for (let row = firstRow; row <= lastRow; row++) {
        const share = Math.exp(-scale * (row - v) * (row - v));
        const begin = row * cols;
        for (let col = firstCol; col <= lastCol; col++) out[begin + col]! += share * along[col]!;
      }
      continue;
    }
    for (let row = firstRow; row <= lastRow; row++) {
      const dy2 = (row - v) ** 2;
      for (let col = firstCol; col <= lastCol; col++) {
        const d2 = (dy2 + (col - u) ** 2) * cellM * cellM;
        out[row * cols + col]! += weight * at(d2, h);
      }
    }
  }
  return out;
}

/** Cells a bandwidth spans before sharing points out over a mesh is close enough. */
const MESH_CELLS = { gaussian: 3, quartic: 12 };
/** Where the mesh cuts the Gaussian off, bandwidths; 1.5e-8 of its peak is lost. */
const MESH_REACH = { gaussian: 6, quartic: 1 };
/** Additions that take less time than the transforms. */
const FEW = 5e7;

/**
 * As `kdeExact`, in time that hardly grows with the points: each is shared out over the 16 nearest cell
 * centres with cubic Lagrange weights and the table is convolved with the kernel by FFT. Within 0.5 %
 * of the peak of a single point's kernel everywhere. Few points, and bandwidths of few cells, are
 * summed one by one.
 */
export function kdeFast(
  points: WeightedPoints,
  raster: Raster,
  kernel: KernelName,
  bandwidth: number,
  tick?: Tick,
): Float64Array {
  const h = bandwidth / raster.cellM;
  const window = Math.min((2 * KERNELS[kernel].reach * h) ** 2, raster.cols * raster.rows);
  if (h < MESH_CELLS[kernel] || points.x.length * window < FEW) {
    return kdeNear(points, raster, kernel, bandwidth, tick);
  }
  const reach = Math.ceil(MESH_REACH[kernel] * h);
  const margin = Math.min(reach, cellsBeyond(points, raster)) + 2;
  const meshCols = raster.cols + 2 * margin;
  const meshRows = raster.rows + 2 * margin;
  // Wide enough that what wraps round the table does not reach the raster.
  const cols = powerOfTwo(Math.max(meshCols, meshCols - margin + reach + 1));
  const rows = powerOfTwo(Math.max(meshRows, meshRows - margin + reach + 1));
  const mesh = new Float64Array(cols * rows);
  const wx = new Float64Array(4);
  const wy = new Float64Array(4);
  for (let i = 0; i < points.x.length; i++) {
    const u = (points.x[i]! - raster.x0) / raster.cellM - 0.5 + margin;
    const v = (points.y[i]! - raster.y0) / raster.cellM - 0.5 + margin;
    const col = Math.floor(u) - 1;
    const row = Math.floor(v) - 1;
    if (!(col >= 0 && row >= 0 && col + 3 < meshCols && row + 3 < meshRows)) continue;
    lagrange(u - col - 1, wx);
    lagrange(v - row - 1, wy);
    const weight = points.weight?.[i] ?? 1;
    for (let b = 0; b < 4; b++) {
      for (let a = 0; a < 4; a++) mesh[(row + b) * cols + col + a]! += weight * wy[b]! * wx[a]!;
    }
  }
  tick?.(0.4);
  const sampled = sampleKernel(kernel, h, rows, cols, reach);
  const spread = convolveEven(mesh, sampled, rows, cols);
  const perM2 = 1 / (raster.cellM * raster.cellM);
  const out = new Float64Array(raster.cols * raster.rows);
  for (let row = 0; row < raster.rows; row++) {
    for (let col = 0; col < raster.cols; col++) {
      // Cubic weights can leave a trace below zero beside a lone point.
      const value = spread[(row + margin) * cols + col + margin]!;
      out[row * raster.cols + col] = Math.max(0, value) * perM2;
    }
  }
  return out;
}

/** How many cells the farthest point lies outside the raster. */
function cellsBeyond({ x, y }: WeightedPoints, raster: Raster): number {
  let beyond = 0;
  for (let i = 0; i < x.length; i++) {
    const u = (x[i]! - raster.x0) / raster.cellM;
    const v = (y[i]! - raster.y0) / raster.cellM;
    beyond = Math.max(beyond, -u, -v, u - raster.cols, v - raster.rows);
  }
  return Math.ceil(beyond);
}

/** Weights of the points -1, 0, 1, 2 for a place f in [0, 1): exact for cubics. */
function lagrange(f: number, out: Float64Array) {
  out[0] = (-f * (f - 1) * (f - 2)) / 6;
  out[1] = ((f + 1) * (f - 1) * (f - 2)) / 2;
  out[2] = (-(f + 1) * f * (f - 2)) / 2;
  out[3] = ((f + 1) * f * (f - 1)) / 6;
}

/** The kernel at whole cell distances, bandwidth in cells, wrapped round the table. */
function sampleKernel(
  kernel: KernelName,
  h: number,
  rows: number,
  cols: number,
  reach: number,
): Float64Array {
  const out = new Float64Array(rows * cols);
  const { at } = KERNELS[kernel];
  const wide = Math.min(reach, cols / 2 - 1);
  const high = Math.min(reach, rows / 2 - 1);
  for (let row = -high; row <= high; row++) {
    for (let col = -wide; col <= wide; col++) {
      out[((row + rows) % rows) * cols + ((col + cols) % cols)] = at(row * row + col * col, h);
    }
  }
  return out;
}
