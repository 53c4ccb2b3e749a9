import { readFileSync, writeFileSync } from 'node:fs';
import {
  falseAccusationsTold,
  type HonestWalks,
} from '../../server/contract/patrols/honest-walks.ts';
import { WORDS } from '../../server/contract/words/index.ts';
import { interpolate } from '../../server/contract/words/interpolate.ts';
import { LANGUAGE_CODES, type Language } from '../../server/contract/words/languages.ts';
import { countKinds, countSignals, isHeldOut } from './count-signals.ts';
import { lawsOf } from './figures.ts';
import type { SampleMargins } from './margins.ts';
import { falseAccusations, OFFICERS, PATROLS_A_YEAR, PER } from './rare.ts';
import type { Tally } from './tally.ts';

/** The one place that figures of honest walks are read from. */
const DATA = new URL('../../server/contract/patrols/honest-walks.json', import.meta.url);
export const READMES: Record<Language, string> = { en: 'README.md', zh: 'README.zh-CN.md' };
const LAWS = new URL('../../server/contract/patrols/tail-laws.json', import.meta.url);
/** The margins that laws rest on, by which a test fits them anew. */
const TOPS = new URL('./tail-margins.json', import.meta.url);
/** Of a half its greatest margins alone are kept: the others tell a law nothing. */
const KEPT = 0.25;
const MARKED = /(<!--false-accusations-->).*?(<!--\/false-accusations-->)/s;

/** What tallies of one rule set say of honest walks; `seed` is that of the run. */
export function honestWalksOf(tallies: readonly Tally[], seed: number): HonestWalks {
  const kinds = countKinds(tallies);
  const sum = (key: 'patrols' | 'accused') =>
    Object.values(kinds).reduce((total, of) => total + of[key], 0);
  const [patrols, accused] = [sum('patrols'), sum('accused')];
  const { rate, low, high } = falseAccusations(accused, patrols);
  const year = (of: number) => (of / PER) * PATROLS_A_YEAR * OFFICERS;
  const rounded = (value: number) => Number(value.toPrecision(3));
  return {
    ...{ ruleSet: tallies[0]!.ruleSet, seed, patrols, accused },
    per100000: { rate: rounded(rate), low: rounded(low), high: rounded(high) },
    aYear: {
      ...{ officers: OFFICERS, patrolsEach: PATROLS_A_YEAR },
      ...{ accused: rounded(year(rate)), most: rounded(year(high)) },
    },
    signals: countSignals(kinds),
    kinds,
    heldOut: countKinds(tallies.filter(isHeldOut)),
  };
}

/** The sentence of a language that tells the figure. */
export const sentenceOf = (walks: HonestWalks, language: Language): string =>
  interpolate(WORDS[language].console.help.falseAccusations, falseAccusationsTold(walks));

/** Puts the figures where the service and Help read them, and their sentence between its marks in the descriptions. */
export function publishHonestWalks(walks: HonestWalks): void {
  writeFileSync(DATA, `${JSON.stringify(walks, null, 2)}\n`);
  for (const language of LANGUAGE_CODES) {
    const file = READMES[language];
    const told = `$1${sentenceOf(walks, language)}$2`;
    writeFileSync(file, readFileSync(file, 'utf8').replace(MARKED, told));
  }
}

/** Puts the laws of margins where the service and Help read them, and what they rest on beside the kit. */
export function publishLaws(samples: readonly SampleMargins[], seed: number): void {
  const laws = lawsOf(samples);
  const told = Object.fromEntries(laws.map(({ code, law }) => [code, law]));
  const { ruleSet } = samples[0]!;
  writeFileSync(LAWS, `${JSON.stringify({ ruleSet, seed, laws: told }, null, 2)}\n`);
  const topOf = (half: readonly number[]) => ({
    walks: half.length,
    top: [...half].sort((a, b) => b - a).slice(0, Math.ceil(KEPT * half.length)),
  });
  const tops = laws.map(({ code, halves: { fit, held } }) => [
    code,
    { fit: topOf(fit), held: topOf(held) },
  ]);
  writeFileSync(TOPS, `${JSON.stringify(Object.fromEntries(tops))}\n`);
}
