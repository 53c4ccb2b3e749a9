import { WARNING_LEVELS, type WarningLevel } from '../../contract/warnings/warning.ts';

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
  /** Levels of severe incidents of one kind about one place within a day. */
  severe: readonly SevereRule[];
}

/** What severe incidents of one kind about one place within a day must be, all of it, to have a level. */
export interface SevereRule {
  level: WarningLevel;
  count: number;
  /**
   * Some place of the area watched has as many once in so many days at most. It bounds the warnings: where there are dozens of severe
   * incidents a day, one is no news.
   */
  recurrenceD: number;
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
    { level: 'blue', count: 1, recurrenceD: 1 },
    { level: 'yellow', count: 2, recurrenceD: 7 },
    { level: 'orange', count: 3, recurrenceD: 30 },
    { level: 'red', count: 5, recurrenceD: 80 },
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

/** Level of severe incidents in one place, the highest whose rule they meet; null where they meet none. */
export const severeLevel = (
  { severe }: RiskPolicy,
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
