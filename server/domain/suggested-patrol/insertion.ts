import type { XY } from '../geo/local-frame.ts';
import { type Ground, lengthOf, visitLeg } from './ground.ts';

/** Where a stop would lengthen the route least, and what it would then show; `gain` is an upper bound while `stale`. */
interface Offer {
  stop: XY;
  /** Point of the route the stop would follow; null: before the first. */
  after: XY | null;
  addedM: number;
  gain: number;
  stale: boolean;
}

const distance = (a: XY, b: XY) => Math.hypot(a.x - b.x, a.y - b.y);

/**
 * Inserts stops into a route, at each step the one that shows the most unseen risk for the metres it adds, while it stays within
 * `budgetM`. What a stop shows only falls as others are taken, so offers are looked at again only when they come to the top (lazy
 * greedy, Minoux 1978). `fixedStart`: nothing goes before the first point.
 */
export function insertStops(
  ground: Ground,
  stops: readonly XY[],
  base: readonly XY[],
  budgetM: number,
  fixedStart: boolean,
): XY[] {
  const path = [...base];
  let leftM = budgetM - lengthOf(path);
  const seen = new Uint8Array(ground.risk.length);
  const mark = (cell: number) => {
    seen[cell] = 1;
  };
  if (path.length === 1) visitLeg(ground, path[0]!, path[0]!, mark);
  for (let k = 1; k < path.length; k++) visitLeg(ground, path[k - 1]!, path[k]!, mark);
  const nextOf = new Map<XY | null, XY | undefined>();
  for (let k = -1; k < path.length; k++) nextOf.set(path[k] ?? null, path[k + 1]);

  const cost = (stop: XY, after: XY | null): number => {
    const before = nextOf.get(after);
    if (after === null) return fixedStart ? Number.POSITIVE_INFINITY : distance(stop, before!);
    if (!before) return distance(after, stop);
    return distance(after, stop) + distance(stop, before) - distance(after, before);
  };
  const place = (offer: Offer, places: Iterable<XY | null>) => {
    for (const after of places) {
      const addedM = cost(offer.stop, after);
      if (addedM < offer.addedM)
        Object.assign(offer, { after, addedM, stale: true, gain: Infinity });
    }
  };
  const stamp = new Int32Array(seen.length).fill(-1);
  let look = 0;
  const refresh = (offer: Offer) => {
    look++;
    let gain = 0;
    const add = (cell: number) => {
      if (seen[cell] || stamp[cell] === look) return;
      stamp[cell] = look;
      gain += ground.risk[cell]!;
    };
    const before = nextOf.get(offer.after);
    if (offer.after) visitLeg(ground, offer.after, offer.stop, add);
    if (before) visitLeg(ground, offer.stop, before, add);
    offer.gain = gain;
    offer.stale = false;
  };

  let offers = stops.map((stop): Offer => {
    const offer = { stop, after: null, addedM: Infinity, gain: Infinity, stale: true };
    place(offer, nextOf.keys());
    return offer;
  });
  for (;;) {
    offers = offers.filter(({ addedM, gain }) => addedM > 1e-9 && gain > 0);
    let best: Offer | undefined;
    for (const offer of offers)
      if (offer.addedM <= leftM && (!best || offer.gain * best.addedM > best.gain * offer.addedM))
        best = offer;
    if (!best) return path;
    if (best.stale) {
      refresh(best);
      continue;
    }
    const { stop, after, addedM } = best;
    const before = nextOf.get(after);
    path.splice(after ? path.indexOf(after) + 1 : 0, 0, stop);
    nextOf.set(after, stop).set(stop, before);
    leftM -= addedM;
    if (after) visitLeg(ground, after, stop, mark);
    if (before) visitLeg(ground, stop, before, mark);
    for (const offer of offers) {
      if (offer === best) offer.gain = 0;
      else if (offer.after === after) {
        offer.addedM = Infinity;
        place(offer, nextOf.keys());
      } else {
        offer.stale = true;
        place(offer, [after, stop]);
      }
    }
  }
}
