import type { MultiPolygon } from '../../contract/areas/geo.ts';
import { coverageResolution } from './cell-resolution.ts';
import { createFrame, type LocalFrame } from './local-frame.ts';
import { type PatrollableCell, weighCells } from './patrollable-cells.ts';
import { middleOf, subtract, toPlane } from './plane-polygon.ts';
import { indexPoints, type PointIndex } from './point-index.ts';
import { areaOf, type Edges, edgesOf } from './polygon-edges.ts';

/** A grid made ready for judging: everything that does not depend on the patrol. Build once per grid version and swath. */
export interface GridGeometry {
  swathM: number;
  frame: LocalFrame;
  /** Edges of the grid itself; time counts inside them, excluded ground or not. */
  edges: Edges;
  areaM2: number;
  resolution: number;
  /** Patrollable cells as columns, so that thousands of grids can be kept: H3 indexes, sorted. */
  cellIds: string[];
  /** Share of each that can be patrolled. */
  cellWeight: Float64Array;
  /** Middle of that part, plane metres of the frame. */
  cellX: Float64Array;
  cellY: Float64Array;
  cellIndex: PointIndex;
  /** Sum of the cells' weights. */
  weight: number;
}

/** Prepares a grid. A polygon without area gives a geometry without edges and cells, never an error. */
export function gridGeometry(
  grid: { polygon: MultiPolygon; excluded?: MultiPolygon },
  swathM: number,
): GridGeometry {
  const frame = createFrame(middleOf(grid.polygon) ?? { lng: 0, lat: 0 });
  const whole = toPlane(frame, grid.polygon);
  const ground = grid.excluded ? subtract(whole, toPlane(frame, grid.excluded)) : whole;
  const areaM2 = areaOf(whole);
  const resolution = coverageResolution(areaM2, swathM);
  const cells = areaM2 > 0 ? weighCells(frame, ground, resolution) : [];
  const cellX = Float64Array.from(cells, (cell) => cell.x);
  const cellY = Float64Array.from(cells, (cell) => cell.y);
  return {
    swathM,
    frame,
    edges: edgesOf(whole.flat()),
    areaM2,
    resolution,
    cellIds: cells.map(({ cell }) => cell),
    cellWeight: Float64Array.from(cells, ({ weight }) => weight),
    cellX,
    cellY,
    // Buckets well below the swath: fewer cells out of reach are looked at.
    cellIndex: indexPoints(cellX, cellY, swathM / 2),
    weight: cells.reduce((sum, { weight }) => sum + weight, 0),
  };
}

/** The patrollable cells of a grid, one by one. */
export const cellsOf = ({ cellIds, cellWeight, cellX, cellY }: GridGeometry): PatrollableCell[] =>
  cellIds.map((cell, i) => ({ cell, weight: cellWeight[i]!, x: cellX[i]!, y: cellY[i]! }));
