import { WARNING_LEVELS, type WarningLevel } from '../../contract/warning.ts';

/** What an excess must be, all of it, to have a level. */
export interface LevelRule {
  level: WarningLevel;
  /** Chance alone gives one as strong in so many days, anywhere watched, in any category. */
  recurrenceD: number;
  /** Incidents above the expected, and as a multiple of it. */
  excess: number;
  ratio: number;
  /** Serious and severe incidents among the observed. */
  grave: number;
}

/** What the risk job warns of and how loudly: data, named with every finding. */
export interface RiskPolicy {
  /** Mildest first; the mildest's recurrence bounds false alarms: one in so many days. */
  levels: readonly LevelRule[];
  /** Level of severe incidents of one kind about one place within a day, by how many there are. */
  severe: readonly { count: number; level: WarningLevel }[];
}

/** Chance gives a blue one in a month at most, an orange in ten years, a red in a thousand; the greater the level, the more it must be about. */
export const RISK_POLICY: RiskPolicy = {
  levels: [
    { level: 'blue', recurrenceD: 30, excess: 0, ratio: 1, grave: 0 },
    { level: 'yellow', recurrenceD: 365, excess: 5, ratio: 1.5, grave: 0 },
    { level: 'orange', recurrenceD: 3_650, excess: 10, ratio: 2, grave: 1 },
    { level: 'red', recurrenceD: 365_000, excess: 20, ratio: 2, grave: 3 },
  ],
  severe: [
    { count: 1, level: 'yellow' },
    { count: 2, level: 'orange' },
    { count: 4, level: 'red' },
  ],
};

/** Level of an excess, the highest whose rule it meets; null where it meets none. */
export function levelOf(
  { levels }: RiskPolicy,
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

/** Level of so many severe incidents in one place; null for none. */
export const severeLevel = ({ severe }: RiskPolicy, count: number): WarningLevel | null =>
  highest(severe.filter((rule) => count >= rule.count));

const highest = (rules: readonly { level: WarningLevel }[]): WarningLevel | null =>
  rules.reduce<WarningLevel | null>(
    (best, { level }) =>
      best === null || WARNING_LEVELS.indexOf(level) > WARNING_LEVELS.indexOf(best) ? level : best,
    null,
  );
