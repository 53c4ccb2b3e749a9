import { drawPoisson } from '../numerics/poisson.ts';
import type { Random } from '../numerics/random.ts';
import type { ScanProblem } from './problem.ts';

/** Cases of one replicate that can lie in a window; the first `count` entries hold. */
export interface Events {
  count: number;
  place: Uint32Array;
  interval: Uint32Array;
}

/** Fills `events` with one draw from the null model. */
export type Sampler = (random: Random, events: Events) => void;

/** First interval that any window can reach. */
export const horizonOf = ({ windows }: ScanProblem): number =>
  Math.max(0, windows.firstEnd - windows.maxLength + 1);

/**
 * The null model of a problem with whole cases: dates permuted over cases (permutation), cases drawn
 * from all people without replacement (Bernoulli), cases multinomial by expectation (Poisson), or
 * Poisson in every cell (expectation). Cases before the horizon are not drawn at all where that
 * leaves the rest as it is.
 */
export function createSampler(problem: ScanProblem): Sampler {
  const { cases, controls, intervals, model } = problem;
  const horizon = horizonOf(problem);
  if (model === 'permutation') {
    const recent = cases.interval.filter((interval) => interval >= horizon);
    const draw = createDraw(cases.place, recent.length);
    return (random, events) => {
      ensure(events, recent.length);
      events.count = recent.length;
      events.interval.set(recent);
      draw(random, (i, place) => {
        events.place[i] = place;
      });
    };
  }
  if (model === 'bernoulli') {
    const people = new Uint32Array(cases.place.length + controls!.length);
    cases.place.forEach((place, i) => {
      people[i] = place * intervals + cases.interval[i]!;
    });
    people.set(controls!, cases.place.length);
    const draw = createDraw(people, cases.place.length);
    return (random, events) => {
      ensure(events, cases.place.length);
      events.count = 0;
      draw(random, (_, cell) =>
        keep(events, horizon, Math.floor(cell / intervals), cell % intervals),
      );
    };
  }
  return poissonSampler(problem, horizon);
}

function poissonSampler(
  { expected, intervals, model, totalCases }: ScanProblem,
  horizon: number,
): Sampler {
  const place = expected.shape === 'product' ? createAlias(expected.place) : null;
  const other = createAlias(expected.shape === 'product' ? expected.interval : expected.value);
  const mean =
    expected.shape === 'product' ? expected.scale * place!.total * other.total : other.total;
  return (random, events) => {
    const count = model === 'expectation' ? drawPoisson(mean, random) : totalCases;
    ensure(events, count);
    events.count = 0;
    for (let i = 0; i < count; i++) {
      const drawn = other.draw(random);
      if (place === null) keep(events, horizon, Math.floor(drawn / intervals), drawn % intervals);
      else if (drawn >= horizon) keep(events, horizon, place.draw(random), drawn);
    }
  };
}

function ensure(events: Events, count: number) {
  if (events.place.length >= count) return;
  events.place = new Uint32Array(count + 64);
  events.interval = new Uint32Array(count + 64);
}

function keep(events: Events, horizon: number, place: number, interval: number) {
  if (interval < horizon) return;
  events.place[events.count] = place;
  events.interval[events.count++] = interval;
}

/**
 * Draws `count` of the values without replacement. The pool is put back in order afterwards, so that a
 * replicate depends on its own random stream alone.
 */
function createDraw(values: Uint32Array, count: number) {
  const pool = values.slice();
  const swapped = new Uint32Array(count);
  return (random: Random, take: (i: number, value: number) => void): void => {
    for (let i = 0; i < count; i++) {
      const j = i + Math.floor(random() * (pool.length - i));
      const value = pool[j]!;
      pool[j] = pool[i]!;
      pool[i] = value;
      swapped[i] = j;
      take(i, value);
    }
    for (let i = count - 1; i >= 0; i--) {
      const j = swapped[i]!;
      const value = pool[i]!;
      pool[i] = pool[j]!;
      pool[j] = value;
    }
  };
}

/** Draws an index in proportion to its weight in constant time (Walker 1977, Vose 1991). */
function createAlias(weights: Float64Array) {
  const n = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = weights.map((weight) => (weight * n) / total);
  const alias = Uint32Array.from({ length: n }, (_, i) => i);
  const small: number[] = [];
  const large: number[] = [];
  share.forEach((value, i) => {
    (value < 1 ? small : large).push(i);
  });
  while (small.length > 0 && large.length > 0) {
    const low = small.pop()!;
    const high = large.at(-1)!;
    alias[low] = high;
    share[high]! -= 1 - share[low]!;
    if (share[high]! < 1) small.push(large.pop()!);
  }
  // What rounding leaves over keeps its own index, unless its weight is 0.
  const heaviest = weights.indexOf(Math.max(...large.map((i) => weights[i]!), 0));
  for (const i of small) {
    if (weights[i]! > 0) share[i] = 1;
    else alias[i] = Math.max(0, heaviest);
  }
  for (const i of large) share[i] = 1;
  const draw = (random: Random): number => {
    const at = random() * n;
    const i = Math.floor(at);
    return at - i < share[i]! ? i : alias[i]!;
  };
  return { draw, total };
}
