import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { RULE_SET } from '../../server/contract/patrols/rule-set.ts';
import { poissonInterval } from '../../server/domain/effort/poisson-interval.ts';
import { KINDS, type Kind, labelOf } from './patrols.ts';
import { runSamples } from './run-samples.ts';
import type { Sample, Tally } from './tally.ts';

/** Patrols a thread judges before it says so, and is put on record. */
const AT_A_TIME = 50;
/** Patrols of an officer a year: two a day on 250 days of duty. */
export const PATROLS_A_YEAR = 500;
export const OFFICERS = 1000;
export const PER = 100_000;

export interface RareOptions {
  kinds: readonly Kind[];
  perKind: number;
  seed: number;
  threads: number;
  /** Where tallies are kept, a line each, so that a run goes on where it stopped. */
  record: string;
}

/** Honest kinds a long run asks about; a whole town at once costs fifty times the others and accuses by the same rules. */
export const RARE_KINDS = KINDS.filter(
  (kind) => labelOf(kind) === 'honest' && kind !== 'honest-in-town',
);

/**
 * Judges honest patrols by the hundred thousand, kind by kind in turn, with what was put on record before left out. Their company is drawn
 * from a few ordinary walks of the place. `told` gets every tally, those on record first.
 */
export async function runRare(options: RareOptions, told: (tally: Tally) => void): Promise<void> {
  const { kinds, perKind, threads, record } = options;
  const seed = `rare/${options.seed}`;
  const done = readRecord(record).filter(
    (tally) => tally.seed === seed && kinds.includes(tally.kind),
  );
  const known = new Set(done.map(nameOf));
  for (const tally of done) if (tally.from < perKind) told(tally);
  const samples: Sample[] = [];
  for (let from = 0; from < perKind; from += AT_A_TIME)
    for (const kind of kinds)
      samples.push({ kind, seed, from, count: AT_A_TIME, company: 'pooled' });
  mkdirSync(dirname(record), { recursive: true });
  await runSamples(
    samples.filter((sample) => !known.has(nameOf(sample))),
    threads,
    (tally) => {
      appendFileSync(record, `${JSON.stringify(tally)}\n`);
      told(tally);
    },
  );
}

const nameOf = ({ kind, seed, from }: Sample) => `${kind}/${seed}/${from}`;

/** Tallies of this rule set on record; a line cut off when a run was stopped is walked again. */
function readRecord(file: string): Tally[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line): Tally[] => {
      try {
        const tally = JSON.parse(line) as Tally;
        return tally.ruleSet === RULE_SET ? [tally] : [];
      } catch {
        return [];
      }
    });
}

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
