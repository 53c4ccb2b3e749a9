import type { WarningThresholds } from '../../contract/warnings/thresholds.ts';
import { WARNING_LEVELS, type WarningLevel } from '../../contract/warnings/warning.ts';

/** Level of an excess, the highest whose rule it meets; null where it meets none. */
export function levelOf(
  { levels }: WarningThresholds,
  excess: { recurrenceD: number; observed: number; expected: number; grave: number },
): WarningLevel | null {
  const met = levels.filter(
    (rule) =>
      excess.recurrenceD >= rule.recurrenceD &&
      excess.observed - excess.expected >= rule.excess &&
      excess.observed >= rule.ratio * excess.expected &&
      excess.grave >= rule.grave,
  );
  return highest(met);
}

/** Level of severe incidents in one place, the highest whose rule they meet; null where they meet none. */
export const severeLevel = (
  { severe }: WarningThresholds,
  found: { count: number; recurrenceD: number },
): WarningLevel | null =>
  highest(
    severe.filter((rule) => found.count >= rule.count && found.recurrenceD >= rule.recurrenceD),
  );

const highest = (rules: readonly { level: WarningLevel }[]): WarningLevel | null =>
  rules.reduce<WarningLevel | null>(
    (best, { level }) =>
      best === null || WARNING_LEVELS.indexOf(level) > WARNING_LEVELS.indexOf(best) ? level : best,
    null,
  );
