import { requireRoom } from '../checks.ts';
import { AnalysisError } from '../error.ts';
import type { Incidents } from '../input/input.ts';
import { type LocalProjection, toPlane } from '../input/projection.ts';

/**
 * A grid of square cells in the plane. Values are row by row from the south-west corner:
 * `value[row * cols + col]` belongs to the centre (x0 + (col + 1/2)·cellM, y0 + (row + 1/2)·cellM).
 */
export interface Raster {
  x0: number;
  y0: number;
  cellM: number;
  cols: number;
  rows: number;
}

/** Extent of points, metres. */
export interface Extent {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** The extent of the study area, or of the incidents where no area was given. */
export function extentOf({ x, y, area }: Pick<Incidents, 'x' | 'y' | 'area'>): Extent {
  const xs = area === null ? [x] : area.polygons.flatMap((rings) => rings.map((ring) => ring.x));
  const ys = area === null ? [y] : area.polygons.flatMap((rings) => rings.map((ring) => ring.y));
  const fold = (lists: Float64Array[], pick: (a: number, b: number) => number, from: number) =>
    lists.reduce((best, list) => list.reduce((a, b) => pick(a, b), best), from);
  return {
    minX: fold(xs, Math.min, Number.POSITIVE_INFINITY),
    minY: fold(ys, Math.min, Number.POSITIVE_INFINITY),
    maxX: fold(xs, Math.max, Number.NEGATIVE_INFINITY),
    maxY: fold(ys, Math.max, Number.NEGATIVE_INFINITY),
  };
}

/**
 * Reads the corners 'west,south,east,north' in the coordinates of the input: degrees, or planar metres
 * where `projection` is null. Throws `parameter-invalid`.
 */
export function readExtent(text: string, projection: LocalProjection | null): Extent {
  const [west, south, east, north] = text.split(',').map(Number);
  const isExtent =
    [west, south, east, north].every(Number.isFinite) && west! < east! && south! < north!;
  if (!isExtent) {
    throw new AnalysisError('parameter-invalid', `extent: ${text} is not west,south,east,north`);
  }
  if (projection === null) return { minX: west!, minY: south!, maxX: east!, maxY: north! };
  const low = toPlane(projection, { lng: west!, lat: south! });
  const high = toPlane(projection, { lng: east!, lat: north! });
  return { minX: low.x, minY: low.y, maxX: high.x, maxY: high.y };
}

/** The raster of cells of `cellM` from the south-west corner of the extent. Throws `too-large`. */
export function rasterOver(extent: Extent, cellM: number): Raster {
  const cells = (span: number) => Math.max(1, Math.ceil(span / cellM - 1e-9));
  const cols = cells(extent.maxX - extent.minX);
  const rows = cells(extent.maxY - extent.minY);
  requireRoom(cols * rows * 4, 'use larger cells');
  return { x0: extent.minX, y0: extent.minY, cellM, cols, rows };
}
