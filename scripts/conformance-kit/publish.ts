import { readFileSync, writeFileSync } from 'node:fs';
import {
  falseAccusationRows,
  falseAccusationsTold,
  type HonestWalks,
  type Per100000,
} from '../../server/contract/patrols/honest-walks.ts';
import { WORDS } from '../../server/contract/words/index.ts';
import { interpolate } from '../../server/contract/words/interpolate.ts';
import { LANGUAGE_CODES, type Language } from '../../server/contract/words/languages.ts';
import { countKinds, countSignals, isHeldOut } from './count-signals.ts';
import { type FittedFigures, lawsOf } from './figures.ts';
import { KINDS } from './patrols.ts';
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
/** What is told between the marks of such a name. */
const marked = (name: string) => new RegExp(`(<!--${name}-->).*?(<!--/${name}-->)`, 's');

/** What tallies of one rule set say of honest walks; `seed` is that of the run. */
export function honestWalksOf(tallies: readonly Tally[], seed: number): HonestWalks {
  const inOrder = KINDS.flatMap((kind) => tallies.filter((tally) => tally.kind === kind));
  const kinds = countKinds(inOrder);
  const sum = (key: 'patrols' | 'accused') =>
    Object.values(kinds).reduce((total, of) => total + of[key], 0);
  const [patrols, accused] = [sum('patrols'), sum('accused')];
  const { rate, high } = falseAccusations(accused, patrols);
  const year = (of: number) => (of / PER) * PATROLS_A_YEAR * OFFICERS;
  return {
    ...{ ruleSet: tallies[0]!.ruleSet, seed, patrols, accused },
    per100000: per100000(accused, patrols),
    aYear: {
      ...{ officers: OFFICERS, patrolsEach: PATROLS_A_YEAR },
      ...{ accused: rounded(year(rate)), most: rounded(year(high)) },
    },
    signals: countSignals(kinds),
    kinds: Object.fromEntries(
      Object.entries(kinds).map(([kind, counts]) => [
        kind,
        { ...counts, per100000: per100000(counts.accused, counts.patrols) },
      ]),
    ),
    heldOut: countKinds(inOrder.filter(isHeldOut)),
  };
}

const rounded = (value: number) => Number(value.toPrecision(3));

function per100000(accused: number, patrols: number): Per100000 {
  const { rate, low, high } = falseAccusations(accused, patrols);
  return { rate: rounded(rate), low: rounded(low), high: rounded(high) };
}

/** The sentence of a language that tells the figure. */
export const sentenceOf = (walks: HonestWalks, language: Language): string =>
  interpolate(WORDS[language].console.help.falseAccusations, falseAccusationsTold(walks));

/** The table of a language that tells it by kind. */
export function kindsTableOf(walks: HonestWalks, language: Language): string {
  const { help, honestKind } = WORDS[language].console;
  const words: Record<string, string> = honestKind;
  const rows = falseAccusationRows(
    walks,
    (kind) => `\`${kind.replace('honest-', '')}\` ${words[kind]}`,
  );
  return `\n${help.falseAccusationsHead}\n|---|---|---|---|\n${rows}\n`;
}

/** Puts the figures where the service and Help read them, and their sentence between its marks in the descriptions. */
export function publishHonestWalks(walks: HonestWalks): void {
  writeFileSync(DATA, `${JSON.stringify(walks, null, 2)}\n`);
  for (const language of LANGUAGE_CODES) {
    const file = READMES[language];
    const told = readFileSync(file, 'utf8')
      .replace(marked('false-accusations'), `$1${sentenceOf(walks, language)}$2`)
      .replace(marked('by-kind'), `$1${kindsTableOf(walks, language)}$2`);
    writeFileSync(file, told);
  }
}

/** Puts the laws of margins where the service and Help read them, and what they rest on beside the kit. */
export function publishLaws(
  figures: FittedFigures,
  { ruleSet, seed }: { ruleSet: string; seed: number },
): void {
  const laws = lawsOf(figures);
  const told = Object.fromEntries(laws.map(({ code, law }) => [code, law]));
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
