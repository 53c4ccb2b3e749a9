import type { Scale, ScoringTerm } from '../../contract/scoring/rules.ts';
import type { TermHead } from '../../contract/scoring/scores.ts';
import { WORDS } from '../../contract/words/index.ts';
import { interpolate } from '../../contract/words/interpolate.ts';
import { byLanguage, type Language } from '../../contract/words/languages.ts';
import type { Words } from '../../contract/words/words.ts';
import { CASE_DEFINITIONS } from '../cases/definitions.ts';
import { metricDefinitions } from '../metrics/definitions.ts';

type TermWords = Words['answers']['scoringTerm'];

const metricOf = (id: string) => metricDefinitions().find((metric) => metric.id === id);
const caseFigureOf = (id: string) => CASE_DEFINITIONS.find((figure) => figure.id === id);

function unitOf(source: ScoringTerm['source']): string {
  if ('metric' in source) return metricOf(source.metric)?.unit ?? '';
  if ('cases' in source) return caseFigureOf(source.cases)?.unit ?? '';
  if ('officers' in source) return source.officers === 'stars' ? 'stars' : 'points';
  return source.matters === 'points' ? 'points' : 'count';
}

function sourceText(source: ScoringTerm['source'], words: TermWords, language: Language): string {
  if ('metric' in source) return metricOf(source.metric)?.name[language] ?? words.unknown;
  if ('officers' in source) return words.officers[source.officers];
  if ('cases' in source)
    return interpolate(words.cases[source.credit ?? 'handler'], {
      figure: caseFigureOf(source.cases)?.name[language] ?? words.unknown,
    });
  const kinds = source.kinds?.join(', ');
  return interpolate(words.matters[source.matters], {
    shared: source.withoutFinder === 'shared' ? words.shared : '',
    by: source.foundBy ? words.foundBy[source.foundBy] : '',
    kinds: kinds ? interpolate(words.kinds, { kinds }) : '',
  });
}

function scaleText(scale: Scale, max: number, words: TermWords['scored'], between: string): string {
  if (scale.kind === 'linear') return interpolate(words.linear, { ...scale, max });
  if (scale.kind === 'each') return interpolate(words.each, { ...scale, max });
  return [...scale.steps]
    .sort((a, b) => b.from - a.from)
    .map(({ from, share }) => interpolate(words.step, { from, points: share * max }))
    .join(between);
}

function formulaOf(term: ScoringTerm, language: Language): string {
  const words = WORDS[language].answers.scoringTerm;
  const worth = words[term.role === 'deduction' ? 'deduction' : 'scored'];
  return interpolate(words.whole, {
    source: sourceText(term.source, words, language),
    scale: scaleText(term.scale, term.max, worth, words.between),
    missing: words.missing[term.missing ?? (term.role === 'scored' ? 'leave-out' : 'zero')],
  });
}

/** A term as it is told beside scores: what is counted, in which unit, and what it is worth. */
export const describeTerm = (term: ScoringTerm): TermHead => ({
  id: term.id,
  name: term.name,
  role: term.role,
  max: term.max,
  unit: unitOf(term.source),
  formula: byLanguage((language) => formulaOf(term, language)),
});
