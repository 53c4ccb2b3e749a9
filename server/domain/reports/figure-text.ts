import { oneDigit, percent } from '../../contract/words/figure.ts';
import { WORDS } from '../../contract/words/index.ts';
import { interpolate } from '../../contract/words/interpolate.ts';
import type { Language } from '../../contract/words/languages.ts';
import type { Value } from './sheet.ts';

const HOUR_MIN = 60;

/** A figure as a person reads it; a dash for none. Units by the names of the definitions. */
export function textOf(value: Value, language: Language): string {
  if (value === null) return '—';
  if (typeof value === 'string') return value;
  const { time } = WORDS[language].console;
  if (value.unit === 'share') return percent(value.value, 1);
  if (value.unit === 'min') {
    const whole = Math.round(value.value);
    return whole < HOUR_MIN
      ? interpolate(time.min, { count: whole })
      : interpolate(time.hm, { hours: Math.floor(whole / HOUR_MIN), minutes: whole % HOUR_MIN });
  }
  return oneDigit(value.value);
}
