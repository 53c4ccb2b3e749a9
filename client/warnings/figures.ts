import type { TFunction } from 'i18next';
import { oneDigit } from '../format.ts';

/** A chance with two figures that count. */
export const chance = (p: number): string =>
  p < 0.0001 ? '< 0.0001' : String(Number(p.toPrecision(2)));

/** The same as an equation: `p = 0.0027`, `p < 0.0001`. */
export const chanceText = (p: number): string => {
  const value = chance(p);
  return value.startsWith('<') ? `p ${value}` : `p = ${value}`;
};

/** Counts that are expected: 0.04 stays 0.04, 3.86 is 3.9. */
export const expectedText = (value: number): string =>
  value < 0.95 ? String(Number(value.toPrecision(1))) : oneDigit(value);

const YEAR_D = 365.25;
const YEARS_MAX = 100;

/** How rarely, in the largest unit that leaves at least two: `40 days`, `13 months`, `5 years`. */
export const everyText = (t: TFunction, days: number): string => {
  const [key, value] =
    days < 61
      ? ['days', days]
      : days < 2 * YEAR_D
        ? ['months', (days * 12) / YEAR_D]
        : days <= YEARS_MAX * YEAR_D
          ? ['years', days / YEAR_D]
          : ['overYears', YEARS_MAX];
  return t(`warnings.${key}`, {
    count: value < 3 ? Math.round(value * 10) / 10 : Math.round(value),
  });
};

/** `space-time-scan/1` is the first version of `space-time-scan`; a method without words is its own name. */
export const methodText = (t: TFunction, method: string): string =>
  t(`warnings.method.${method.split('/')[0]}`, { defaultValue: method });
