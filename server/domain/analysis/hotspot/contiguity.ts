import type { Geometry, Polygon, Position } from 'geojson';
import { AnalysisError } from '../error.ts';
import { buildLinks, type Links } from '../input/links.ts';

/** Decimal places to which polygon corners must agree to be one corner (degrees or metres). */
const CORNER_DIGITS = 9;

/**
 * Neighbours of polygons: queen shares a corner, rook shares an edge (two consecutive corners). Corners
 * are compared by their coordinates, so the polygons must be one topologically clean set.
 * Throws `input-invalid` for other geometry.
 */
export function contiguity(geometry: readonly Geometry[], rule: 'queen' | 'rook'): Links {
  const holders = new Map<string, number[]>();
  const hold = (key: string, cell: number) => {
    const cells = holders.get(key);
    if (cells === undefined) holders.set(key, [cell]);
    else if (cells[cells.length - 1] !== cell) cells.push(cell);
  };
  const corner = ([x, y]: Position) => `${x!.toFixed(CORNER_DIGITS)} ${y!.toFixed(CORNER_DIGITS)}`;
  geometry.forEach((shape, cell) => {
    for (const ring of ringsOf(shape)) {
      const corners = ring.map(corner);
      for (let i = 0; i + 1 < corners.length; i++) {
        const [a, b] = [corners[i]!, corners[i + 1]!];
        hold(rule === 'queen' ? a : a < b ? `${a} ${b}` : `${b} ${a}`, cell);
      }
    }
  });
  const neighbours = geometry.map(() => new Set<number>());
  for (const cells of holders.values()) {
    for (const a of cells) for (const b of cells) if (a !== b) neighbours[a]!.add(b);
  }
  return linksOf(neighbours);
}

function ringsOf(shape: Geometry): Polygon['coordinates'] {
  if (shape.type === 'Polygon') return shape.coordinates;
  if (shape.type === 'MultiPolygon') return shape.coordinates.flat();
  throw new AnalysisError('input-invalid', `contiguity needs polygons, not ${shape.type}`);
}

/** Links of weight 1 from each cell to its set, in rising order. */
export function linksOf(neighbours: readonly ReadonlySet<number>[]): Links {
  const from: number[] = [];
  const to: number[] = [];
  neighbours.forEach((set, cell) => {
    for (const other of [...set].sort((a, b) => a - b)) {
      from.push(cell);
      to.push(other);
    }
  });
  return buildLinks(neighbours.length, { from, to });
}
