import { requireRoom } from '../checks.ts';
import type { Extent } from '../density/raster.ts';
import { buildLinks, type Links } from '../input/links.ts';

/** Square cells that cover an extent, as a set of cells of an endless grid with the origin 0, 0. */
export interface SquareCells {
  sideM: number;
  col: Int32Array;
  row: Int32Array;
}

/** Number of the square a coordinate falls into. */
export const squareOf = (metres: number, sideM: number): number => Math.floor(metres / sideM);

/** All squares an extent touches. Throws `too-large`. */
export function squaresOver(extent: Extent, sideM: number): SquareCells {
  const [left, right] = [squareOf(extent.minX, sideM), squareOf(extent.maxX, sideM)];
  const [low, high] = [squareOf(extent.minY, sideM), squareOf(extent.maxY, sideM)];
  const cols = right - left + 1;
  const count = cols * (high - low + 1);
  requireRoom(count * 10, 'use larger cells');
  return {
    sideM,
    col: new Int32Array(count).map((_, i) => left + (i % cols)),
    row: new Int32Array(count).map((_, i) => low + Math.floor(i / cols)),
  };
}

/** Keeps some of the squares. */
export function keepSquares(cells: SquareCells, keep: (i: number) => boolean): SquareCells {
  const kept = Uint32Array.from(cells.col.keys()).filter(keep);
  return {
    sideM: cells.sideM,
    col: Int32Array.from(kept, (i) => cells.col[i]!),
    row: Int32Array.from(kept, (i) => cells.row[i]!),
  };
}

/** Finds a square's number by column and row; undefined where there is none. */
export function squareIndex(cells: SquareCells): (col: number, row: number) => number | undefined {
  // One number for both: rows of less than 2^26 squares keep it exact.
  const key = (col: number, row: number) => row * 67_108_864 + col;
  const index = new Map<number, number>();
  cells.col.forEach((col, i) => {
    index.set(key(col, cells.row[i]!), i);
  });
  return (col, row) => index.get(key(col, row));
}

/** Neighbours within so many rings: queen counts corners, rook only steps along rows and columns. */
export function squareLinks(cells: SquareCells, rings: number, rule: 'queen' | 'rook'): Links {
  const find = squareIndex(cells);
  const from: number[] = [];
  const to: number[] = [];
  for (let i = 0; i < cells.col.length; i++) {
    for (let dy = -rings; dy <= rings; dy++) {
      for (let dx = -rings; dx <= rings; dx++) {
        const steps = rule === 'queen' ? 0 : Math.abs(dx) + Math.abs(dy);
        if ((dx === 0 && dy === 0) || steps > rings) continue;
        const other = find(cells.col[i]! + dx, cells.row[i]! + dy);
        if (other === undefined) continue;
        from.push(i);
        to.push(other);
      }
    }
  }
  return buildLinks(cells.col.length, { from, to });
}
