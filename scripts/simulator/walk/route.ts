import type { Random } from '../random.ts';
import type { StreetEdge, StreetGraph } from '../world/streets.ts';

const U_TURN = 500;
const BORDER = 40;
const WHIM = 60;

/**
 * A comb-like route: the nodes of a walk that always prefers the least walked street,
 * crosses to the nearest one when none is near, and likes the inside better than the border.
 * At least `lengthM` metres long, from node `start`.
 */
export function combRoute(
  streets: StreetGraph,
  random: Random,
  lengthM: number,
  start = random.integer(0, streets.nodes.length - 1),
): number[] {
  const { edges, at } = streets;
  const visits = new Uint16Array(edges.length);
  let fewest = 0;
  let left = edges.length;
  let here = start;
  let last = -1;
  let walkedM = 0;
  const route = [here];

  const go = (index: number) => {
    const edge = edges[index]!;
    here = edge.a === here ? edge.b : edge.a;
    route.push(here);
    walkedM += edge.lengthM;
    last = index;
    if (visits[index]!++ === fewest && --left === 0) {
      fewest++;
      for (const count of visits) if (count === fewest) left++;
    }
  };

  while (walkedM < lengthM) {
    let best = -1;
    let lowest = Number.POSITIVE_INFINITY;
    for (const index of at[here]!) {
      const cost =
        visits[index]! * 1000 +
        (index === last ? U_TURN : 0) +
        (edges[index]!.border ? BORDER : 0) +
        random.next() * WHIM;
      if (cost < lowest) [best, lowest] = [index, cost];
    }
    if (visits[best]! > fewest)
      for (const index of nearest(streets, here, (e) => visits[e] === fewest)) go(index);
    else go(best);
  }
  return route;
}

/** Back and forth along one street of about `lengthM`, as long a walk as asked for. */
export function streetRoute(
  streets: StreetGraph,
  random: Random,
  lengthM: number,
  walkM: number,
): number[] {
  const { nodes, at } = streets;
  const there = [random.integer(0, nodes.length - 1)];
  let streetM = 0;
  const used = new Set<number>();
  while (streetM < lengthM) {
    const here = there.at(-1)!;
    const previous = there.at(-2);
    const ahead = at[here]!.filter((index) => !used.has(index));
    if (ahead.length === 0) break;
    const index = straightest(streets, previous, here, ahead);
    used.add(index);
    there.push(across(streets.edges[index]!, here));
    streetM += streets.edges[index]!.lengthM;
  }
  const back = there.slice(0, -1).reverse();
  const route = [...there];
  for (let walked = streetM; walked < walkM; walked += 2 * streetM)
    route.push(...back, ...there.slice(1));
  return route;
}

const across = (edge: StreetEdge, node: number) => (edge.a === node ? edge.b : edge.a);

function straightest(
  { nodes, edges }: StreetGraph,
  previous: number | undefined,
  here: number,
  ahead: number[],
): number {
  if (previous === undefined) return ahead[0]!;
  const from = nodes[previous]!;
  const at = nodes[here]!;
  const turn = (index: number) => {
    const to = nodes[across(edges[index]!, here)]!;
    const a = Math.atan2(at.y - from.y, at.x - from.x);
    const b = Math.atan2(to.y - at.y, to.x - at.x);
    return Math.abs(Math.atan2(Math.sin(b - a), Math.cos(b - a)));
  };
  return ahead.reduce((best, index) => (turn(index) < turn(best) ? index : best));
}

/** Edges of the way with the fewest crossings to the nearest edge that is wanted, that edge included. */
function nearest(
  { edges, at }: StreetGraph,
  from: number,
  wanted: (edge: number) => boolean,
): number[] {
  const by = new Map<number, { edge: number; before: number }>();
  const queue = [from];
  for (let head = 0; head < queue.length; head++) {
    const here = queue[head]!;
    for (const edge of at[here]!) {
      if (wanted(edge)) {
        const way = [edge];
        for (let node = here; node !== from; ) {
          const step = by.get(node)!;
          way.unshift(step.edge);
          node = step.before;
        }
        return way;
      }
      const next = across(edges[edge]!, here);
      if (next === from || by.has(next)) continue;
      by.set(next, { edge, before: here });
      queue.push(next);
    }
  }
  throw new RangeError('no street to walk to');
}
