import { oneDigit, percent } from '../../contract/words/figure.ts';
import { WORDS } from '../../contract/words/index.ts';
import type { Language } from '../../contract/words/languages.ts';
import type { Value } from './sheet.ts';

/** A figure as a person reads it; a dash for none. Units by the names of the definitions. */
export function textOf(value: Value, language: Language): string {
  if (value === null) return '—';
  if (typeof value === 'string') return value;
  const { unit } = WORDS[language].console;
  if (value.unit === 'share') return percent(value.value, 1);
  if (value.unit === 'min') return `${Math.round(value.value)} ${unit.min}`;
  return oneDigit(value.value);
}
