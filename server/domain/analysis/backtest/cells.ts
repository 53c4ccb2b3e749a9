import { AnalysisError } from '../error.ts';
import type { CellGrid } from '../hawkes/forecast.ts';
import { contains, type StudyArea } from '../input/study-area.ts';

/** The cells a forecast ranks: those of a grid that belong to the study area. */
export interface ForecastCells {
  grid: CellGrid;
  /** Grid cell of every ranked cell. */
  cell: Uint32Array;
  /** Ranked number of every grid cell, -1 outside. */
  index: Int32Array;
}

const MAX_CELLS = 4_000_000;

/**
 * Lays square cells over the points. Ranked are the cells whose middle lies in the area; without an
 * area those in which anything was ever reported. Throws `too-large`, `outside-area`.
 */
export function layCells(
  points: { x: Float64Array; y: Float64Array },
  cellM: number,
  area: StudyArea | null,
): ForecastCells {
  const { x, y } = points;
  const least = (values: Float64Array) =>
    values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = (values: Float64Array) =>
    values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const rings = area?.polygons.flat() ?? [];
  const minX = rings.length > 0 ? Math.min(...rings.map((ring) => least(ring.x))) : least(x);
  const minY = rings.length > 0 ? Math.min(...rings.map((ring) => least(ring.y))) : least(y);
  const maxX = rings.length > 0 ? Math.max(...rings.map((ring) => most(ring.x))) : most(x);
  const maxY = rings.length > 0 ? Math.max(...rings.map((ring) => most(ring.y))) : most(y);
  const cols = Math.floor((maxX - minX) / cellM) + 1;
  const rows = Math.floor((maxY - minY) / cellM) + 1;
  if (cols * rows > MAX_CELLS) {
    throw new AnalysisError(
      'too-large',
      `${cols} x ${rows} cells exceed ${MAX_CELLS}; take larger cells`,
    );
  }
  const grid = { minX, minY, cellM, cols, rows };
  const kept = new Uint8Array(cols * rows);
  if (area === null) {
    for (let i = 0; i < x.length; i++) kept[cellAt(grid, x[i]!, y[i]!)] = 1;
  } else {
    for (let cell = 0; cell < kept.length; cell++) {
      const east = minX + ((cell % cols) + 0.5) * cellM;
      const north = minY + (Math.floor(cell / cols) + 0.5) * cellM;
      kept[cell] = contains(area, east, north) ? 1 : 0;
    }
  }
  const index = new Int32Array(kept.length).fill(-1);
  const ranked: number[] = [];
  kept.forEach((is, cell) => {
    if (is === 0) return;
    index[cell] = ranked.length;
    ranked.push(cell);
  });
  if (ranked.length === 0)
    throw new AnalysisError('outside-area', 'no cell lies in the study area');
  return { grid, cell: Uint32Array.from(ranked), index };
}

/** Grid cell of a point, -1 outside the grid. */
export function cellAt({ cellM, cols, minX, minY, rows }: CellGrid, x: number, y: number): number {
  const col = Math.floor((x - minX) / cellM);
  const row = Math.floor((y - minY) / cellM);
  return col >= 0 && col < cols && row >= 0 && row < rows ? row * cols + col : -1;
}
