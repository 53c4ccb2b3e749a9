import { readFileSync, writeFileSync } from 'node:fs';
import {
  falseAccusationsTold,
  type HonestWalks,
} from '../../server/contract/patrols/honest-walks.ts';
import { WORDS } from '../../server/contract/words/index.ts';
import { interpolate } from '../../server/contract/words/interpolate.ts';
import { LANGUAGE_CODES, type Language } from '../../server/contract/words/languages.ts';
import { countKinds, countSignals, isHeldOut } from './count-signals.ts';
import { falseAccusations, OFFICERS, PATROLS_A_YEAR, PER } from './rare.ts';
import type { Tally } from './tally.ts';

/** The one place that figures of honest walks are read from. */
const DATA = new URL('../../server/contract/patrols/honest-walks.json', import.meta.url);
export const READMES: Record<Language, string> = { en: 'README.md', zh: 'README.zh-CN.md' };
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
