import { centreOf, cornersOf } from '../geo/h3.ts';
import { createFrame, toX, toY } from '../geo/local-frame.ts';
import { indexPoints, visitBox } from '../geo/point-index.ts';
import { ringArea } from '../geo/polygon-edges.ts';

/** How the risk of cells remembers and spreads; named with every answer. */
export const CELL_RISK = {
  method: 'decayed-kernel-rate/1',
  /** An incident so long ago counts half. */
  halfLifeD: 60,
  /** Older incidents, four half-lives, are left out. */
  historyD: 240,
  /** Deviation of the Gaussian an incident is spread by; at least three quarters of the cells' spacing. */
  bandwidthM: 100,
} as const;

/** A cell (H3, 15 hex digits) and how much of something is in it. */
export interface Weighed {
  cell: string;
  weight: number;
}

/**
 * Days of full weight that a decaying memory of `spanD` days is worth: the integral of 2^(-age / halfLifeD). A sum of decayed incidents
 * over it is a rate a day.
 */
export const memoryD = (spanD: number, halfLifeD: number): number =>
  (halfLifeD / Math.LN2) * -Math.expm1((-spanD * Math.LN2) / halfLifeD);

/**
 * Incidents a day to be expected in every cell: decayed incidents smoothed by a Gaussian kernel (exponential smoothing in time, kernel
 * density in space: Bowers, Johnson and Pease 2004). `cells` carry the share (0..1] of their area that can be patrolled, `incidents` the
 * decayed number in each cell of the same resolution, those up to three bandwidths outside too.
 */
export function cellRates(
  cells: readonly Weighed[],
  incidents: readonly Weighed[],
  days: number,
): Float64Array {
  const rates = new Float64Array(cells.length);
  if (cells.length === 0 || !(days > 0)) return rates;
  const frame = createFrame(centreOf(cells[0]!.cell));
  const areaM2 = cellArea(cells[0]!.cell);
  const bandwidthM = bandwidthOf(areaM2);
  const at = (list: readonly Weighed[]) => list.map(({ cell }) => centreOf(cell));
  const targets = at(cells);
  const x = Float64Array.from(targets, ({ lng }) => toX(frame, lng));
  const y = Float64Array.from(targets, ({ lat }) => toY(frame, lat));
  const index = indexPoints(x, y, bandwidthM);
  const reachM = 3 * bandwidthM;
  for (const [i, { lng, lat }] of at(incidents).entries()) {
    const [sx, sy] = [toX(frame, lng), toY(frame, lat)];
    const scale = (incidents[i]!.weight * areaM2) / (2 * Math.PI * bandwidthM ** 2 * days);
    visitBox(index, sx - reachM, sy - reachM, sx + reachM, sy + reachM, (k) => {
      const squared = (x[k]! - sx) ** 2 + (y[k]! - sy) ** 2;
      if (squared <= reachM * reachM)
        rates[k]! += scale * cells[k]!.weight * Math.exp(-squared / (2 * bandwidthM ** 2));
    });
  }
  return rates;
}

/** Area of a cell, m². */
export function cellArea(cell: string): number {
  const frame = createFrame(centreOf(cell));
  const ring = cornersOf(cell).flatMap(({ lng, lat }) => [toX(frame, lng), toY(frame, lat)]);
  return Math.abs(ringArea(Float64Array.from(ring)));
}

/** Bandwidth of the kernel for cells of an area, metres: below three quarters of their spacing a sum over cells is no integral. */
export const bandwidthOf = (areaM2: number): number =>
  Math.max(CELL_RISK.bandwidthM, 0.75 * Math.sqrt((areaM2 * 2) / Math.sqrt(3)));
