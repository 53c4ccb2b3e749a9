import { normalCdf } from '../numerics/normal.ts';
import type { Events, HawkesModel } from './model.ts';

/** Square cells: cell = row · cols + col, counted from (minX, minY). */
export interface CellGrid {
  minX: number;
  minY: number;
  cellM: number;
  cols: number;
  rows: number;
}

/**
 * Expected incidents in every cell during the `horizonD` days after the study. Bursts of bursts are
 * counted: total excitation A relaxes as A' = -ω(1 - θ)A + ωθμ. What recent incidents set off lies
 * round them; what the background of the horizon sets off lies as the background does.
 */
export function expectIncidents(
  model: HawkesModel,
  events: Events,
  grid: CellGrid,
  horizonD: number,
): Float64Array {
  const { backgroundPerDay, branching, daysD, decayPerDay, spreadM } = model;
  const relax = decayPerDay * (1 - branching);
  const reach =
    Math.abs(relax * horizonD) < 1e-9 ? horizonD : -Math.expm1(-relax * horizonD) / relax;
  const echo = events.t.map((t) => Math.exp(-decayPerDay * (daysD - t)));
  const steady =
    Math.abs(1 - branching) < 1e-9
      ? (backgroundPerDay * decayPerDay * horizonD * horizonD) / 2
      : ((branching * backgroundPerDay) / (1 - branching)) * (horizonD - reach);
  const expected = new Float64Array(grid.cols * grid.rows);
  const background = backgroundPerDay * horizonD + steady;
  if (model.bandwidthM === null) {
    expected.fill((background * grid.cellM * grid.cellM) / model.areaM2);
  } else {
    const total = model.background.reduce((sum, weight) => sum + weight, 0);
    addGaussians(expected, grid, events, model.background, model.bandwidthM, background / total);
  }
  addGaussians(expected, grid, events, echo, spreadM, branching * decayPerDay * reach);
  return expected;
}

/** Adds scale · weight of a Gaussian round every point to the cells it covers, by its exact share of each. */
export function addGaussians(
  cells: Float64Array,
  grid: CellGrid,
  { x, y }: { x: Float64Array; y: Float64Array },
  weight: Float64Array,
  sigma: number,
  scale: number,
): void {
  const { cellM, cols, minX, minY, rows } = grid;
  const span = Math.ceil((5 * sigma) / cellM) + 1;
  const across = new Float64Array(2 * span + 1);
  for (let i = 0; i < x.length; i++) {
    const mass = weight[i]! * scale;
    if (mass < 1e-12) continue;
    const col = Math.floor((x[i]! - minX) / cellM);
    const row = Math.floor((y[i]! - minY) / cellM);
    shares(across, minX + (col - span) * cellM - x[i]!, cellM, sigma);
    const along = shares(
      new Float64Array(2 * span + 1),
      minY + (row - span) * cellM - y[i]!,
      cellM,
      sigma,
    );
    for (let r = Math.max(0, row - span); r <= Math.min(rows - 1, row + span); r++) {
      const part = mass * along[r - row + span]!;
      for (let c = Math.max(0, col - span); c <= Math.min(cols - 1, col + span); c++) {
        cells[r * cols + c]! += part * across[c - col + span]!;
      }
    }
  }
}

/** Share of a normal of deviation sigma about 0 in successive cells from `from`. */
function shares(into: Float64Array, from: number, cellM: number, sigma: number): Float64Array {
  let below = normalCdf(from / sigma);
  for (let k = 0; k < into.length; k++) {
    const above = normalCdf((from + (k + 1) * cellM) / sigma);
    into[k] = above - below;
    below = above;
  }
  return into;
}
