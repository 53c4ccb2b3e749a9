import { chanceAtMost } from '../../server/domain/analysis/numerics/binomial.ts';

/**
 * What exceeds a threshold does so by a generalised Pareto law (Pickands, Ann. Stat. 3, 1975; Coles, Introduction to Statistical Modeling of
 * Extreme Values, 2001, ch. 4). Its shape is held at 0 or above: no tail is taken to be lighter than an exponential one, let alone to end.
 */
export interface TailLaw {
  /** The threshold, and what share of all exceeds it. */
  from: number;
  share: number;
  shape: number;
  scale: number;
}

const SHAPES = Array.from({ length: 101 }, (_, k) => k / 100);
/** Scales tried about the mean excess, as powers. */
const SCALES = Array.from({ length: 161 }, (_, k) => 2 ** (k / 40 - 2));
/** Half the 90 % quantile of chi² with one degree of freedom: a likelihood so much lower bounds a figure to one side at 95 % (Coles, ch. 2.6.6). */
const BOUND = 1.3528;

/** The chance to exceed a figure at or above the threshold. */
export const chanceBeyond = (figure: number, { from, scale, shape, share }: TailLaw): number => {
  const excess = (figure - from) / scale;
  return share * (shape === 0 ? Math.exp(-excess) : (1 + shape * excess) ** (-1 / shape));
};

/** The figure that is exceeded with such a chance, at most `share`. */
export const figureBeyond = (chance: number, { from, scale, shape, share }: TailLaw): number => {
  const odds = share / chance;
  return from + scale * (shape === 0 ? Math.log(odds) : (odds ** shape - 1) / shape);
};

/** The law of the greatest `part` of so many figures, and the greatest chance to exceed another that is compatible with them at 95 %. */
export function fitTail(figures: readonly number[], part: number, beyond: number) {
  const sorted = [...figures].sort((a, b) => a - b);
  const from = sorted[Math.floor((1 - part) * sorted.length)]!;
  const excesses = sorted.filter((figure) => figure > from).map((figure) => figure - from);
  const mean = excesses.reduce((sum, excess) => sum + excess, 0) / excesses.length;
  const share = excesses.length / sorted.length;
  const fits = SHAPES.flatMap((shape) =>
    SCALES.map((factor) => {
      const law = { from, share, shape, scale: mean * factor };
      return { law, likelihood: likelihoodOf(excesses, law) };
    }),
  );
  const best = fits.reduce((a, b) => (b.likelihood > a.likelihood ? b : a));
  const shareAtMost = chanceAtMost(excesses.length, sorted.length);
  const atMost = fits
    .filter(({ likelihood }) => likelihood >= best.likelihood - BOUND)
    .reduce(
      (most, { law }) => Math.max(most, chanceBeyond(beyond, { ...law, share: shareAtMost })),
      0,
    );
  return { law: best.law, atMost };
}

const likelihoodOf = (excesses: readonly number[], { scale, shape }: TailLaw): number =>
  excesses.reduce((sum, excess) => {
    const told = excess / scale;
    return sum - (shape === 0 ? told : (1 + 1 / shape) * Math.log1p(shape * told));
  }, -excesses.length * Math.log(scale));
