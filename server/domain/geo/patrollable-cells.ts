import type { MultiPolygon } from '../../contract/areas/geo.ts';
import { overlapMoments } from './clip-ring.ts';
import { cellOf, cellToChildren, centreOf, cornersOf, getResolution, gridDisk } from './h3.ts';
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
/** Cells of one resolution differ in size by no more than this factor within a grid. */
const SIZE_SLACK = 1.15;
/**
 * How far from a cell's centre those of its descendants lie at most, in spacings of its resolution: 1/sqrt(7) + 1/7 + ..., as each
 * generation stands sqrt(7) times as dense (h3geo.org, aperture 7).
 */
const DESCENDANTS = 1 / (Math.sqrt(7) - 1);

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
  return weighCells(
    frame,
    excluded ? subtract(whole, toPlane(frame, excluded)) : whole,
    resolution,
  );
}

/**
 * Weighs the cells that meet `ground` by their share of it, sorted by index. Goes down from coarse cells: those far outside are dropped
 * with all below them, those deep inside count whole, and only what the border crosses is clipped.
 */
export function weighCells(
  frame: LocalFrame,
  ground: PlanePolygons,
  resolution: number,
): PatrollableCell[] {
  const edges = edgesOf(ground.flat());
  if (edges.length === 0) return [];
  const weighed: PatrollableCell[] = [];
  const spacingM = createSpacing(frame);
  const placeOf = (cell: string) => {
    const { lng, lat } = centreOf(cell);
    return { x: toX(frame, lng), y: toY(frame, lat) };
  };
  const descend = (cell: string, at: number) => {
    const place = placeOf(cell);
    const depthM = signedDistance(edges, place.x, place.y);
    const below = at < resolution ? DESCENDANTS * spacingM(at) : 0;
    const reachM = SIZE_SLACK * (below + spacingM(resolution) / Math.sqrt(3));
    if (depthM <= -reachM) return;
    if (depthM >= reachM)
      for (const inside of at < resolution ? cellToChildren(cell, resolution) : [cell]) {
        const { x, y } = placeOf(inside);
        weighed.push({ cell: inside, weight: 1, x, y });
      }
    else if (at < resolution)
      for (const child of cellToChildren(cell, at + 1)) descend(child, at + 1);
    else {
      const part = partOf(cell, frame, ground);
      if (part.weight >= WEIGHT_MIN) weighed.push({ cell, ...part });
    }
  };
  for (const cell of coarseCells(frame, edges, resolution, spacingM))
    descend(cell, getResolution(cell));
  return weighed.sort((a, b) => (a.cell < b.cell ? -1 : 1));
}

/** Metres between neighbouring cells near a frame's origin, the most there is, by resolution. */
function createSpacing(frame: LocalFrame) {
  const known: number[] = [];
  const measure = (resolution: number) => {
    const cell = cellOf(frame.origin, resolution);
    const [centre, ...others] = gridDisk(cell, 1).map(centreOf);
    return others.reduce((most, other) => {
      const x = toX(frame, other.lng) - toX(frame, centre!.lng);
      return Math.max(most, Math.hypot(x, toY(frame, other.lat) - toY(frame, centre!.lat)));
    }, 0);
  };
  return (resolution: number): number => {
    known[resolution] ??= measure(resolution);
    return known[resolution];
  };
}

/** A few cells, so coarse that all that meets the edges lies below them. */
function coarseCells(
  { origin }: LocalFrame,
  edges: Float64Array,
  resolution: number,
  spacingM: (resolution: number) => number,
): string[] {
  let reachM = 0;
  for (let i = 0; i < edges.length; i += 2)
    reachM = Math.max(reachM, Math.hypot(edges[i]!, edges[i + 1]!));
  let at = resolution;
  while (at > 0 && spacingM(at) < reachM) at--;
  return gridDisk(cellOf(origin, at), 2);
}

function partOf(cell: string, frame: LocalFrame, ground: PlanePolygons) {
  const corners: Ring = Float64Array.from(
    cornersOf(cell).flatMap(({ lng, lat }) => [toX(frame, lng), toY(frame, lat)]),
  );
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
