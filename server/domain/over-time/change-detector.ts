import { WEAK_RATES, type Weighed } from './weak-rates.ts';

/** How often a change may make a patrol show a signal; each is a bet of its own, where it lies well above the honest rate. */
const CHANGED_RATES = [0.05, 0.2, 0.6];
const ABOVE = 2;

interface Bet {
  code: Weighed;
  /** What a patrol with and without the signal multiplies the bet by: likelihood ratios, of mean at most 1 over honest patrols. */
  shown: number;
  clean: number;
}

const BETS: readonly Bet[] = (Object.entries(WEAK_RATES) as [Weighed, number][]).flatMap(
  ([code, honest]) =>
    CHANGED_RATES.filter((changed) => changed > ABOVE * honest).map((changed) => ({
      code,
      shown: changed / honest,
      clean: (1 - changed) / (1 - honest),
    })),
);

/**
 * Sequential detection of a change by weak signals: the mean of Shiryaev-Roberts statistics R := (R + 1) e, one a bet, e its likelihood
 * ratio at this patrol (Shiryaev 1963, Roberts 1966; as e-detectors: Shin, Ramdas and Rinaldo, New England J. Statistics in Data Science 2,
 * 2023). While each signal's chance given all before is at most its honest rate, R less the patrols so far is a supermartingale, however signals of one
 * patrol depend on each other; so the chance that R reaches `c` within `n` patrols is at most n / c (Markov at the stopping time). A change may begin at any
 * patrol: what was clean before it does not hide it.
 */
export function createChangeDetector() {
  const statistics = new Float64Array(BETS.length);
  return {
    /** Takes the next patrol's weak signals; returns the statistic. */
    take(weak: readonly string[]): number {
      let sum = 0;
      for (let k = 0; k < BETS.length; k++) {
        const { clean, code, shown } = BETS[k]!;
        statistics[k] = (statistics[k]! + 1) * (weak.includes(code) ? shown : clean);
        sum += statistics[k]!;
      }
      return sum / BETS.length;
    },
  };
}
