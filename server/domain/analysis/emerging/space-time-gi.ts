import { giStarZ, moments } from '../hotspot/gi-star.ts';
import { type Links, withSelf } from '../input/links.ts';
import type { Tick } from '../method.ts';
import { isNothing } from '../numerics/ties.ts';

/** Which bins the mean and deviation of a z score are taken over. */
export const CUBE_WINDOWS = ['cube', 'neighbourhood', 'step'] as const;
export type CubeWindow = (typeof CUBE_WINDOWS)[number];

export interface SpaceTimeOptions {
  /** How many steps before its own a bin's neighbourhood reaches back. */
  lagSteps: number;
  /** The whole cube, the steps of the neighbourhood, or the bin's own step. */
  window: CubeWindow;
}

/**
 * Space-time Gi*: the Gi* of Ord and Getis (1995) over the bins of a cube, `values[cell * steps + step]`.
 * The neighbourhood of a bin is its spatial neighbours, itself included, at its own step and the
 * `lagSteps` before (fewer at the beginning). n, mean and deviation are those of the window. NaN where
 * a window does not vary beyond rounding or the neighbourhood outweighs it.
 */
export function spaceTimeGi(
  values: Float64Array,
  steps: number,
  links: Links,
  options: SpaceTimeOptions,
  tick?: Tick,
): Float64Array {
  const cells = values.length / steps;
  const { offset, target, weight } = withSelf(links);
  const cube = moments(values);
  const z = new Float64Array(values.length);
  for (let step = 0; step < steps; step++) {
    tick?.(step / steps);
    const first = Math.max(0, step - options.lagSteps);
    const scope =
      options.window === 'cube'
        ? cube
        : momentsOfSteps(values, steps, options.window === 'step' ? step : first, step);
    for (let cell = 0; cell < cells; cell++) {
      let sum = 0;
      let w1 = 0;
      let w2 = 0;
      for (let k = offset[cell]!; k < offset[cell + 1]!; k++) {
        const begin = target[k]! * steps;
        const w = weight[k]!;
        for (let t = first; t <= step; t++) {
          sum += w * values[begin + t]!;
          w1 += w;
          w2 += w * w;
        }
      }
      z[cell * steps + step] = giStarZ(scope, { sum, w1, w2 });
    }
  }
  return z;
}

function momentsOfSteps(values: Float64Array, steps: number, first: number, last: number) {
  const n = (values.length / steps) * (last - first + 1);
  let mean = 0;
  let squares = 0;
  for (let begin = 0; begin < values.length; begin += steps) {
    for (let t = first; t <= last; t++) mean += values[begin + t]! / n;
  }
  for (let begin = 0; begin < values.length; begin += steps) {
    for (let t = first; t <= last; t++) squares += (values[begin + t]! - mean) ** 2;
  }
  const deviation = Math.sqrt(squares / n);
  return { n, mean, deviation: isNothing(deviation, mean) ? 0 : deviation };
}
