import type { Ring } from './polygon-edges.ts';

/** Area in square metres and first moments (area times x and y) of a shape. */
export interface Moments {
  area: number;
  mx: number;
  my: number;
}

/**
 * What a ring and a convex, counter-clockwise cell have in common, as moments.
 * Source: Sutherland and Hodgman 1974, Reentrant polygon clipping; the bridges it leaves in concave rings enclose no area.
 */
export function overlapMoments(ring: Ring, cell: Ring): Moments {
  let subject: ArrayLike<number> = ring;
  for (let i = 0; i < cell.length && subject.length > 0; i += 2) {
    const j = (i + 2) % cell.length;
    subject = clipByEdge(subject, cell[i]!, cell[i + 1]!, cell[j]!, cell[j + 1]!);
  }
  return momentsOf(subject);
}

/** Keeps what lies left of the line from (ax, ay) to (bx, by). */
function clipByEdge(subject: ArrayLike<number>, ax: number, ay: number, bx: number, by: number) {
  const kept: number[] = [];
  const last = subject.length - 2;
  let [x1, y1] = [subject[last]!, subject[last + 1]!];
  let s1 = (bx - ax) * (y1 - ay) - (by - ay) * (x1 - ax);
  for (let i = 0; i <= last; i += 2) {
    const x2 = subject[i]!;
    const y2 = subject[i + 1]!;
    const s2 = (bx - ax) * (y2 - ay) - (by - ay) * (x2 - ax);
    if (s1 >= 0 !== s2 >= 0) {
      const at = s1 / (s1 - s2);
      kept.push(x1 + at * (x2 - x1), y1 + at * (y2 - y1));
    }
    if (s2 >= 0) kept.push(x2, y2);
    x1 = x2;
    y1 = y2;
    s1 = s2;
  }
  return kept;
}

function momentsOf(ring: ArrayLike<number>): Moments {
  let twice = 0;
  let mx = 0;
  let my = 0;
  const [ox, oy] = [ring[0] ?? 0, ring[1] ?? 0];
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    const [x1, y1, x2, y2] = [ring[i]! - ox, ring[i + 1]! - oy, ring[j]! - ox, ring[j + 1]! - oy];
    const cross = x1 * y2 - x2 * y1;
    twice += cross;
    mx += (x1 + x2) * cross;
    my += (y1 + y2) * cross;
  }
  const area = Math.abs(twice) / 2;
  const sign = twice < 0 ? -1 : 1;
  return { area, mx: (sign * mx) / 6 + area * ox, my: (sign * my) / 6 + area * oy };
}
