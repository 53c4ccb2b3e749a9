import { poissonInterval } from '../../server/domain/effort/poisson-interval.ts';
import { type RecordedRun, runOnRecord } from './on-record.ts';
import { KINDS, labelOf } from './patrols.ts';
import { runSamples } from './run-samples.ts';
import type { Tally } from './tally.ts';

/** Patrols of an officer a year: two a day on 250 days of duty. */
export const PATROLS_A_YEAR = 500;
export const OFFICERS = 1000;
export const PER = 100_000;

/** Honest kinds a long run asks about; a whole town at once costs fifty times the others and accuses by the same rules. */
export const RARE_KINDS = KINDS.filter(
  (kind) => labelOf(kind) === 'honest' && kind !== 'honest-in-town',
);

/**
 * Judges honest patrols by the hundred thousand, kind by kind in turn, with what was put on record before left out. Their company is drawn
 * from a few ordinary walks of the place. `told` gets every tally, those on record first.
 */
export const runRare = (options: RecordedRun, told: (tally: Tally) => void): Promise<void> =>
  runOnRecord(options, `rare/${options.seed}`, runSamples, told);

/** Accused in so many patrols, per 100,000, with the exact 95 % interval (Garwood 1936); of none found, the bound by the rule of three. */
export function falseAccusations(accused: number, patrols: number) {
  const { low, high } =
    accused === 0 ? { low: 0, high: -Math.log(0.05) } : poissonInterval(accused, 0.95);
  const scaled = (count: number) => (PER * count) / Math.max(1, patrols);
  return { rate: scaled(accused), low: scaled(low), high: scaled(high) };
}

/** The report: a line a kind, then all together and what it means for a thousand officers. */
export function rareTable(tallies: readonly Tally[]): string[] {
  const figure = (value: number) => value.toFixed(value >= 10 ? 0 : 2);
  const line = (name: string, of: readonly Tally[]) => {
    const accused = of.reduce((sum, tally) => sum + tally.accused.length, 0);
    const patrols = of.reduce((sum, { count }) => sum + count, 0);
    const { rate, low, high } = falseAccusations(accused, patrols);
    return {
      text: `${name.padEnd(28)} ${String(patrols).padStart(8)} ${String(accused).padStart(4)}  ${figure(rate)} [${figure(low)}, ${figure(high)}]`,
      rate,
      high,
    };
  };
  const kinds = [...new Set(tallies.map(({ kind }) => kind))];
  const all = line('all kinds alike', tallies);
  const year = (rate: number) => ((rate / PER) * PATROLS_A_YEAR * OFFICERS).toFixed(1);
  return [
    `${'honest kind'.padEnd(28)}  patrols  accused, per 100,000 with 95 % interval`,
    ...kinds.map(
      (kind) =>
        line(
          kind,
          tallies.filter((tally) => tally.kind === kind),
        ).text,
    ),
    all.text,
    `of ${OFFICERS} officers with ${PATROLS_A_YEAR} patrols a year: ${year(all.rate)} accused wrongly a year, at most ${year(all.high)}`,
    ...tallies.flatMap(({ kind, seed, accused }) =>
      accused.map(({ number, codes }) => `accused: ${kind} ${seed}/${number} ${codes.join(', ')}`),
    ),
  ];
}
