import { RAREST } from '../../../contract/patrols/signal-rarity.ts';
import { normalCdf } from '../../analysis/numerics/normal.ts';

/**
 * By chance at most so many honest patrols give a strong signal, and a weak one. Strong signals are not added up: any one makes a verdict
 * suspicious, so their chances add at most, however they depend on each other, and weak ones never make a strong one.
 */
export const CHANCE = { strong: 1e-6, weak: 1e-4 };

/** A figure whose natural logarithm is normal among those honest walks that have it, which are so large a share of all. */
export interface LogNormalLaw {
  middle: number;
  deviation: number;
  share: number;
}

/** The chance that an honest walk has the figure and that it is no greater than this. */
export const chanceBelow = (figure: number, { middle, deviation, share }: LogNormalLaw): number =>
  share * normalCdf((Math.log(figure) - middle) / deviation);

/** The figure that `chanceBelow` gives such a chance, by bisection. */
export function figureAt(chance: number, law: LogNormalLaw): number {
  let [low, high] = [law.middle - 10 * law.deviation, law.middle];
  for (let k = 0; k < 50; k++) {
    const middle = (low + high) / 2;
    if (chanceBelow(Math.exp(middle), law) < chance) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** How many honest walks there are to one with such a chance, to two digits; at most RAREST. */
export const oneIn = (chance: number): number =>
  Math.min(RAREST, Number((1 / Math.max(chance, 1 / RAREST)).toPrecision(2)));
