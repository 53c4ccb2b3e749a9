import type { Ring } from '../input/study-area.ts';

/**
 * Convex hull, counter-clockwise from the least x (Andrew 1979); collinear points are left out. Of our own: those of turf and
 * d3-polygon have no answer for one or two places.
 */
export function convexHull(x: ArrayLike<number>, y: ArrayLike<number>): Ring {
  const order = Uint32Array.from({ length: x.length }, (_, i) => i).sort(
    (a, b) => x[a]! - x[b]! || y[a]! - y[b]!,
  );
  const lower = halfHull(order, x, y);
  const upper = halfHull(order.reverse(), x, y);
  const hull = [...lower.slice(0, -1), ...upper.slice(0, -1)];
  const kept = hull.length === 0 && x.length > 0 ? [order[0]!] : hull;
  return { x: Float64Array.from(kept, (i) => x[i]!), y: Float64Array.from(kept, (i) => y[i]!) };
}

function halfHull(order: Uint32Array, x: ArrayLike<number>, y: ArrayLike<number>): number[] {
  const half: number[] = [];
  for (const i of order) {
    while (half.length > 1) {
      const a = half[half.length - 2]!;
      const b = half[half.length - 1]!;
      const turn = (x[b]! - x[a]!) * (y[i]! - y[a]!) - (y[b]! - y[a]!) * (x[i]! - x[a]!);
      if (turn > 0) break;
      half.pop();
    }
    const last = half[half.length - 1];
    if (last === undefined || x[last] !== x[i] || y[last] !== y[i]) half.push(i);
  }
  return half;
}
