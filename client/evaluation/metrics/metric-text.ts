import type { TFunction } from 'i18next';
import { figure, grouped, minutesText, oneDigit, percent } from '../../format.ts';

const TEXTS: Record<string, (t: TFunction, value: number) => string> = {
  share: (_, value) => percent(value, 1),
  min: minutesText,
  h: (t, value) => `${oneDigit(value)} ${t('evaluation.unit.h')}`,
  days: (_, value) => grouped(value),
  count: (_, value) => grouped(value),
  met: (t, value) => t(value === 1 ? 'evaluation.met' : 'evaluation.notMet'),
};

/** A metric in words, by its unit as the definitions name it; a dash for none. */
export const metricText = (t: TFunction, value: number | null | undefined, unit: string): string =>
  value === null || value === undefined
    ? '—'
    : (TEXTS[unit] ?? ((_: TFunction, v: number) => figure(t, v, unit)))(t, value);
