import { contains, type StudyArea } from '../input/study-area.ts';
import { normalCdf } from '../numerics/normal.ts';
import { kdeFast } from './kde.ts';
import type { KernelName } from './kernel.ts';
import type { Extent, Raster } from './raster.ts';

/** The window incidents were seen through: the study area, or the rectangle when there is none. */
export interface Window {
  extent: Extent;
  area: StudyArea | null;
}

/**
 * Share of a kernel's mass that falls inside the window, for a kernel at each cell centre: the
 * denominator of edge correction (Diggle 1985). A Gaussian in a rectangle has a closed form; otherwise
 * the window is the cells whose centre it holds.
 */
export function massInside(
  window: Window,
  raster: Raster,
  kernel: KernelName,
  h: number,
): Float64Array {
  if (window.area === null && kernel === 'gaussian') return rectangleMass(window.extent, raster, h);
  const cells = centres(raster);
  const isInside = cells.x.map((x, i) =>
    window.area === null || contains(window.area, x, cells.y[i]!) ? 1 : 0,
  );
  const perCell = raster.cellM * raster.cellM;
  return kdeFast({ ...cells, weight: isInside.map((w) => w * perCell) }, raster, kernel, h);
}

function rectangleMass({ minX, minY, maxX, maxY }: Extent, raster: Raster, h: number) {
  const axis = (count: number, from: number, low: number, high: number) =>
    Float64Array.from({ length: count }, (_, k) => {
      const at = from + (k + 0.5) * raster.cellM;
      return normalCdf((high - at) / h) - normalCdf((low - at) / h);
    });
  const byCol = axis(raster.cols, raster.x0, minX, maxX);
  const byRow = axis(raster.rows, raster.y0, minY, maxY);
  return new Float64Array(raster.cols * raster.rows).map(
    (_, i) => byCol[i % raster.cols]! * byRow[Math.floor(i / raster.cols)]!,
  );
}

/** Planar centres of all cells. */
export function centres({ x0, y0, cellM, cols, rows }: Raster) {
  const x = new Float64Array(cols * rows).map((_, i) => x0 + ((i % cols) + 0.5) * cellM);
  const y = new Float64Array(cols * rows).map((_, i) => y0 + (Math.floor(i / cols) + 0.5) * cellM);
  return { x, y };
}

/** A raster's value at any place, between centres bilinear, beyond the outer centres that of the nearest. */
export function sampleRaster(raster: Raster, values: Float64Array, x: number, y: number): number {
  const clamp = (v: number, last: number) => Math.min(Math.max(v, 0), last);
  const u = clamp((x - raster.x0) / raster.cellM - 0.5, raster.cols - 1);
  const v = clamp((y - raster.y0) / raster.cellM - 0.5, raster.rows - 1);
  const col = Math.min(Math.floor(u), Math.max(0, raster.cols - 2));
  const row = Math.min(Math.floor(v), Math.max(0, raster.rows - 2));
  const right = Math.min(col + 1, raster.cols - 1);
  const above = Math.min(row + 1, raster.rows - 1);
  const at = (r: number, c: number) => values[r * raster.cols + c]!;
  const low = at(row, col) * (1 - (u - col)) + at(row, right) * (u - col);
  const high = at(above, col) * (1 - (u - col)) + at(above, right) * (u - col);
  return low * (1 - (v - row)) + high * (v - row);
}
