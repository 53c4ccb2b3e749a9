import type { MultiPolygon } from '../../contract/geo.ts';
import { overlapMoments } from './clip-ring.ts';
import { cellsTouching, centreOf, cornersOf } from './h3.ts';
import { createFrame, type LocalFrame, toX, toY } from './local-frame.ts';
import { middleOf, type PlanePolygons, subtract, toPlane } from './plane-polygon.ts';
import { edgesOf, type Ring, ringArea, signedDistance } from './polygon-edges.ts';

/** A cell an officer can patrol: `weight` is the share of its area inside the grid and outside the excluded mask, 0 to 1. */
export interface PatrollableCell {
  /** H3 index, 15 hex digits. */
  cell: string;
  weight: number;
  /** Middle of the patrollable part, plane metres of the frame it was computed in. */
  x: number;
  y: number;
}

/** Cells with less than this share inside are left out: they are rounding, not ground. */
const WEIGHT_MIN = 0.001;

/** Patrollable H3 cells of a grid, sorted by index; empty where nothing can be patrolled. */
export function patrollableCells(
  polygon: MultiPolygon,
  resolution: number,
  excluded?: MultiPolygon,
): PatrollableCell[] {
  const middle = middleOf(polygon);
  if (!middle) return [];
  const frame = createFrame(middle);
  const whole = toPlane(frame, polygon);
  const ground = excluded ? subtract(whole, toPlane(frame, excluded)) : whole;
  return weighCells(frame, cellsTouching(polygon, resolution), ground);
}

/** Weighs cells by their share of `ground`; cells wholly inside or outside are decided by one distance. */
export function weighCells(
  frame: LocalFrame,
  cells: readonly string[],
  ground: PlanePolygons,
): PatrollableCell[] {
  const edges = edgesOf(ground.flat());
  const weighed: PatrollableCell[] = [];
  for (const cell of cells) {
    const centre = centreOf(cell);
    const [x, y] = [toX(frame, centre.lng), toY(frame, centre.lat)];
    const corners = cornersOf(cell).flatMap((c) => [toX(frame, c.lng), toY(frame, c.lat)]);
    let reach = 0;
    for (let i = 0; i < corners.length; i += 2)
      reach = Math.max(reach, Math.hypot(corners[i]! - x, corners[i + 1]! - y));
    const depth = signedDistance(edges, x, y);
    if (depth >= reach) weighed.push({ cell, weight: 1, x, y });
    else if (depth > -reach) {
      const part = partOf(Float64Array.from(corners), ground);
      if (part.weight >= WEIGHT_MIN) weighed.push({ cell, ...part });
    }
  }
  return weighed;
}

function partOf(corners: Ring, ground: PlanePolygons) {
  const total = { area: 0, mx: 0, my: 0 };
  for (const rings of ground)
    rings.forEach((ring, i) => {
      const part = overlapMoments(ring, corners);
      const sign = i === 0 ? 1 : -1;
      total.area += sign * part.area;
      total.mx += sign * part.mx;
      total.my += sign * part.my;
    });
  const weight = Math.min(1, total.area / Math.abs(ringArea(corners)));
  return { weight, x: total.mx / total.area, y: total.my / total.area };
}
