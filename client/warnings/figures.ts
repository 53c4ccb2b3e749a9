import type { TFunction } from 'i18next';
import {
  type Finding,
  WARNING_LEVELS,
  type WarningLevel,
  type WarningVersion,
} from '../../server/contract/warnings/warning.ts';
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

/** Severe incidents are facts: they are warned of by their number, not against what was to be expected. */
export const isSevere = (method: string): boolean => method.split('/')[0] === 'severe-incident';

/** What a warning or finding counts, in a few words. */
export const countsText = (
  t: TFunction,
  { method, observed, expected }: Pick<Finding, 'method' | 'observed' | 'expected'>,
): string =>
  isSevere(method)
    ? t('warnings.countsSevere', { count: observed })
    : t('warnings.counts', { observed, expected: expectedText(expected) });

/**
 * Where the findings of a version alone would be of a lower level than it has, as levels fall later than they rise: their level,
 * and the latest version whose findings reached it (null where none on record did). `versions`: latest first.
 */
export const levelKept = (
  versions: readonly WarningVersion[],
  shown: WarningVersion,
): { found: WarningLevel; since: number | null } | null => {
  const found = highest(shown);
  if (found === null || rank(found) >= rank(shown.level)) return null;
  const since = versions.find((other) => {
    const level = other.version < shown.version ? highest(other) : null;
    return level !== null && rank(level) >= rank(shown.level);
  });
  return { found, since: since?.version ?? null };
};

const rank = (level: WarningLevel): number => WARNING_LEVELS.indexOf(level);

const highest = ({ findings }: WarningVersion): WarningLevel | null =>
  findings.map(({ level }) => level).sort((a, b) => rank(b) - rank(a))[0] ?? null;

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
