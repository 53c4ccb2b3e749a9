import { TIE } from '../numerics/ties.ts';

/** How sure a cluster is, from the maxima of the replicates. */
export interface Significance {
  /** Monte Carlo p: (1 + replicates as great) / (1 + replicates); h/l when stopped early. */
  p: number;
  /** p of a Gumbel distribution fitted to the replicates; null with fewer than two different maxima. */
  pGumbel: number | null;
}

const EULER = 0.5772156649015329;

/** How many replicates are as great as an observed ratio. */
export function countAsGreat(maxima: ArrayLike<number>, llr: number): number {
  let count = 0;
  for (let i = 0; i < maxima.length; i++) if (maxima[i]! >= llr * (1 - TIE)) count++;
  return count;
}

/**
 * Monte Carlo p of an observed ratio (Dwass 1957). When the replicates were stopped at the h-th that was
 * as great as the most likely cluster, p = h/l after l replicates (Besag and Clifford 1991).
 */
export function monteCarloP(maxima: ArrayLike<number>, llr: number, stoppedEarly: boolean): number {
  const asGreat = countAsGreat(maxima, llr);
  return stoppedEarly ? asGreat / maxima.length : (1 + asGreat) / (1 + maxima.length);
}

/** p of a Gumbel distribution fitted to the replicates by moments (Abrams, Kulldorff and Kleinman 2010). */
export function gumbelP(maxima: ArrayLike<number>, llr: number): number | null {
  const n = maxima.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += maxima[i]! / n;
  let variance = 0;
  for (let i = 0; i < n; i++) variance += (maxima[i]! - mean) ** 2 / (n - 1);
  if (n < 2 || variance === 0) return null;
  const scale = Math.sqrt(6 * variance) / Math.PI;
  const location = mean - EULER * scale;
  return -Math.expm1(-Math.exp((location - llr) / scale));
}

/**
 * Days between clusters as strong as this by chance alone, when the scan is repeated every `intervalD`
 * days: D/p, or, when p was adjusted for `runs` runs, D/(1 - (1 - p)^(1/runs)) (Kleinman, Lazarus and
 * Platt 2004; Kulldorff 2001).
 */
export function recurrenceIntervalD(p: number, intervalD: number, runs: number): number {
  return intervalD / (runs > 1 ? -Math.expm1(Math.log1p(-p) / runs) : p);
}
