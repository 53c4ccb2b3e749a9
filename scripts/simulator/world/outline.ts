import type { MultiPolygon } from '../../../server/contract/areas/geo.ts';
import { type Cell, cellKey, cornerAt, type Lattice } from './lattice.ts';

/**
 * Outline of connected cells without holes as a GeoJSON MultiPolygon, one ring, counter-clockwise (RFC 7946).
 * Every street corner on the border is a vertex, so neighbours share their border point by point.
 */
export function outlineOf(lattice: Lattice, cells: readonly Cell[]): MultiPolygon {
  const inside = new Set(cells.map(cellKey));
  const after = new Map<number, Cell>();
  const has = (i: number, j: number) => inside.has(cellKey({ i, j }));
  for (const { i, j } of cells) {
    if (!has(i, j - 1)) after.set(cellKey({ i, j }), { i: i + 1, j });
    if (!has(i + 1, j)) after.set(cellKey({ i: i + 1, j }), { i: i + 1, j: j + 1 });
    if (!has(i, j + 1)) after.set(cellKey({ i: i + 1, j: j + 1 }), { i, j: j + 1 });
    if (!has(i - 1, j)) after.set(cellKey({ i, j: j + 1 }), { i, j });
  }
  const start = after.values().next().value as Cell;
  const ring: [number, number][] = [];
  let corner = start;
  do {
    const { lng, lat } = cornerAt(lattice, corner);
    ring.push([lng, lat]);
    corner = after.get(cellKey(corner)) as Cell;
  } while (cellKey(corner) !== cellKey(start));
  ring.push(ring[0] as [number, number]);
  return { type: 'MultiPolygon', coordinates: [[ring]] };
}
