import { drawPoisson } from '../numerics/poisson.ts';
import { gaussian, seededRandom } from '../numerics/random.ts';
import type { Events } from './model.ts';

export interface HawkesSimulation {
  backgroundPerDay: number;
  branching: number;
  decayPerDay: number;
  spreadM: number;
  daysD: number;
  /** A place of the background, metres. */
  place(random: () => number): { x: number; y: number };
  seed: number;
}

/**
 * Draws a self-exciting process by its branching structure (Hawkes and Oakes 1974): background
 * incidents, then the bursts of each, until none is left. Incidents after `daysD` are not kept.
 */
export function simulateHawkes(settings: HawkesSimulation): Events {
  const { backgroundPerDay, branching, daysD, decayPerDay, spreadM } = settings;
  const random = seededRandom(settings.seed);
  const drawn: { t: number; x: number; y: number }[] = [];
  const background = drawPoisson(backgroundPerDay * daysD, random);
  for (let i = 0; i < background; i++)
    drawn.push({ t: random() * daysD, ...settings.place(random) });
  for (let i = 0; i < drawn.length; i++) {
    const { t, x, y } = drawn[i]!;
    for (let k = drawPoisson(branching, random); k > 0; k--) {
      const at = t - Math.log(1 - random()) / decayPerDay;
      const [dx, dy] = [spreadM * gaussian(random), spreadM * gaussian(random)];
      if (at < daysD) drawn.push({ t: at, x: x + dx, y: y + dy });
    }
  }
  drawn.sort((a, b) => a.t - b.t);
  return {
    t: Float64Array.from(drawn, ({ t }) => t),
    x: Float64Array.from(drawn, ({ x }) => x),
    y: Float64Array.from(drawn, ({ y }) => y),
  };
}
