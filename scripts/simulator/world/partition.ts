import type { Random } from '../random.ts';
import { type Cell, cellKey } from './lattice.ts';

/** A share of the ground: how many cells it wants and how many it must get at the least. */
export interface Share {
  want: number;
  least: number;
}

/**
 * A compact set of `count` cells round the origin: the cells of lowest gauge of a random convex body.
 * It is connected, and convex along rows and columns; both properties survive `partition`,
 * which is why every area has one ring and no hole.
 */
export function convexCells(count: number, random: Random): Cell[] {
  const faces = Array.from({ length: 7 }, (_, k) => {
    const angle = (2 * Math.PI * (k + random.uniform(0, 0.7))) / 7;
    const reach = random.uniform(0.75, 1.15);
    return { u: Math.cos(angle) / reach, v: Math.sin(angle) / reach };
  });
  const half = Math.ceil(Math.sqrt(count) * 1.1) + 3;
  const all: { i: number; j: number; gauge: number }[] = [];
  for (let i = -half; i < half; i++)
    for (let j = -half; j < half; j++) {
      const x = i + 0.37;
      const y = j + 0.41;
      const polygon = Math.max(...faces.map(({ u, v }) => u * x + v * y));
      all.push({ i, j, gauge: 0.35 * Math.hypot(x, y) + 0.65 * polygon });
    }
  all.sort((a, b) => a.gauge - b.gauge);
  return all.slice(0, count).map(({ i, j }) => ({ i, j }));
}

/**
 * Cuts connected cells, convex along rows and columns, into connected parts of the wanted proportions,
 * in the order of the shares. Every cell goes to exactly one part.
 */
export function partition(cells: Cell[], shares: readonly Share[], random: Random): Cell[][] {
  if (shares.length === 1) return [cells];
  const total = sum(shares, 'want');
  let left = 0;
  let before = 0;
  while (
    before < shares.length - 1 &&
    (before === 0 || left + shares[before]!.want / 2 < total / 2)
  )
    left += shares[before++]!.want;
  const low = shares.slice(0, before);
  const high = shares.slice(before);
  const least = sum(low, 'least');
  const most = cells.length - sum(high, 'least');
  const wanted = Math.round((cells.length * left) / total);
  // Twice the least for everybody where there is room, so that a part of one cell stays the exception.
  const roomy = Math.max(2 * least, Math.min(wanted, 2 * most - cells.length));
  const [first, second] = cut(cells, Math.min(most, Math.max(least, roomy)), least, most, random);
  return [...partition(first, low, random), ...partition(second, high, random)];
}

const sum = (shares: readonly Share[], key: keyof Share) =>
  shares.reduce((total, share) => total + share[key], 0);

/** Cuts off as near to `target` cells as leaves both sides connected, across the longer side first. */
function cut(
  cells: Cell[],
  target: number,
  least: number,
  most: number,
  random: Random,
): [Cell[], Cell[]] {
  const extent = (key: 'i' | 'j') => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const cell of cells) {
      low = Math.min(low, cell[key]);
      high = Math.max(high, cell[key]);
    }
    return high - low;
  };
  const along = extent('i') >= extent('j') ? (['i', 'j'] as const) : (['j', 'i'] as const);
  const sign = random.chance(0.5) ? 1 : -1;
  const orders = [
    [along[0], along[1], sign],
    [along[0], along[1], -sign],
    [along[1], along[0], sign],
    [along[1], along[0], -sign],
  ] as const;
  const sorted = orders.map(([major, minor, direction]) =>
    [...cells].sort((a, b) => a[major] - b[major] || direction * (a[minor] - b[minor])),
  );
  for (let off = 0; off < cells.length; off++)
    for (const count of off === 0 ? [target] : [target + off, target - off]) {
      if (count < least || count > most) continue;
      for (const order of sorted) {
        const first = order.slice(0, count);
        const second = order.slice(count);
        if (connected(first) && connected(second)) return [first, second];
      }
    }
  throw new RangeError(`cannot cut ${cells.length} cells at ${target}`);
}

function connected(cells: Cell[]): boolean {
  const start = cells[0];
  if (!start) return false;
  const left = new Set(cells.map(cellKey));
  const open = [start];
  left.delete(cellKey(start));
  for (let cell = open.pop(); cell; cell = open.pop())
    for (const next of [
      { i: cell.i + 1, j: cell.j },
      { i: cell.i - 1, j: cell.j },
      { i: cell.i, j: cell.j + 1 },
      { i: cell.i, j: cell.j - 1 },
    ])
      if (left.delete(cellKey(next))) open.push(next);
  return left.size === 0;
}
