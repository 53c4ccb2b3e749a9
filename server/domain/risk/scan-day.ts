import { cellToParent } from '../geo/h3.ts';
import { discOf, type Ground } from './ground.ts';
import { logTail } from './negative-binomial.ts';
import { type Tallies, WINDOWS_D } from './tallies.ts';

/** A disc and window with more incidents than expected. */
export interface Excess {
  stream: number;
  /** Layer of the ground, middle cell of the disc in it, and rings round that. */
  layer: number;
  centre: number;
  scale: number;
  windowD: number;
  observed: number;
  expected: number;
  /** -ln of the chance of as many here and now; not adjusted for having looked everywhere. */
  score: number;
}

/** Fewer are never an excess: two reports are one story. */
const OBSERVED_MIN = 4;
/** Incidents' worth of belief that a kind of incident follows all incidents; whole, as shapes of the tail are. */
const SHAPE = 3;

/**
 * The strongest excess of a stream over all discs and windows, and with `atLeast` all of that score and above, strongest first, no two
 * sharing a cell.
 *
 * A disc's share of a stream has a gamma posterior: what the baseline counted there, about what it counted of everything there. The
 * stream's own total in the window scales it (the conditioning of the space-time permutation scan: Kulldorff et al. 2005), which takes
 * away seasons, weekdays, busy days and the unfinished day; the count's predictive is negative binomial, so that thin baselines do not
 * alarm (Clayton and Kaldor 1987).
 */
export function scanStream(
  ground: Ground,
  tallies: Tallies,
  stream: number,
  atLeast: number | null = null,
): { best: Excess | null; all: Excess[] } {
  const found: Excess[] = [];
  let best: Excess | null = null;
  // Most categories of a long list have nothing in most weeks: no disc holds more than there is.
  const there = tallies.stretches.reduce((sum, { totals }) => sum + totals[stream]!, 0);
  if (there < OBSERVED_MIN) return { best, all: found };
  for (let layer = 0; layer < ground.layers.length; layer++) {
    const floor = atLeast ?? best?.score ?? 0;
    const strongest = scanLayer(ground, tallies, { stream, layer, floor }, (excess) =>
      atLeast === null ? excess.score : found.push(excess) && floor,
    );
    if (strongest && (!best || strongest.score > best.score)) best = strongest;
  }
  return { best, all: apart(ground, found) };
}

/** Tells of every excess of a layer that reaches the floor; `tell` returns the floor from there on. */
function scanLayer(
  ground: Ground,
  { stretches, baseline }: Tallies,
  { floor, layer, stream }: { stream: number; layer: number; floor: number },
  tell: (excess: Excess) => number,
): Excess | null {
  const { cells, scales, size } = ground.layers[layer]!;
  const n = cells.length;
  const total = baseline.totals[stream]!;
  const totalAll = baseline.totals[0]!;
  const expects = new Float64Array(WINDOWS_D.length);
  for (let w = 0, sum = 0; w < expects.length; w++) {
    sum += stretches[w]!.totals[stream]!;
    expects[w] = sum;
  }
  const parts = stretches.map(({ rings }) => rings[layer]!);
  const count = new Float64Array(WINDOWS_D.length);
  const base = baseline.rings[layer]!;
  const own = stream * n * scales;
  let best: Excess | null = null;

  for (let centre = 0; centre < n; centre++) {
    count.fill(0);
    let known = 0;
    let knownAll = 0;
    for (let scale = 0; scale < scales; scale++) {
      const k = centre * scales + scale;
      known += base[own + k]!;
      knownAll += base[k]!;
      for (let w = 0, sum = 0; w < expects.length; w++) {
        sum += parts[w]![own + k]!;
        count[w]! += sum;
      }
      if (count[expects.length - 1]! < OBSERVED_MIN) continue;
      // The prior of all incidents together is an even spread; that of one stream follows all together.
      const prior = stream === 0 ? size[k]! / n : (knownAll + size[k]!) / (totalAll + n);
      const shape = known + SHAPE;
      const rate = shape / (total + SHAPE / prior);
      for (let w = 0; w < expects.length; w++) {
        const x = count[w]!;
        if (x < OBSERVED_MIN) continue;
        const mean = rate * expects[w]!;
        const over = x - mean;
        // -ln P(X >= x) <= deviance + ln of the width of the peak, and the deviance <= over² / 2 mean.
        if (over <= 0 || (over * over) / (2 * mean) + 4 + x / 64 < floor) continue;
        const score = -logTail(x, mean, shape);
        if (score < floor) continue;
        const windowD = WINDOWS_D[w]!;
        const excess = {
          stream,
          layer,
          centre,
          scale,
          windowD,
          observed: x,
          expected: mean,
          score,
        };
        floor = tell(excess);
        if (best === null || score > best.score) best = excess;
      }
    }
  }
  return best;
}

/** Strongest first, those that share ground with a stronger one left out. */
function apart({ layers }: Ground, all: Excess[]): Excess[] {
  const coarse = layers.at(-1)!;
  const taken = new Set<string>();
  const resolution = Number.parseInt(coarse.cells[0]?.[1] ?? '0', 16);
  return all
    .sort(
      (a, b) =>
        b.score - a.score || a.layer - b.layer || a.centre - b.centre || a.windowD - b.windowD,
    )
    .filter(({ centre, layer, scale }) => {
      const { cells } = layers[layer]!;
      const parents = discOf(layers[layer]!, centre, scale).map((cell) =>
        cellToParent(cells[cell]!, resolution),
      );
      if (parents.some((cell) => taken.has(cell))) return false;
      for (const cell of parents) taken.add(cell);
      return true;
    });
}
