import {
  AT_MINIMUM_MIN,
  BESIDE_MIN,
  FORMALISM_PATROLS_MIN,
  type FormalismRow,
} from '../../contract/metrics/formalism.ts';
import { inEvery } from '../../contract/words/index.ts';
import { roundTo } from '../verification/measures/interval.ts';
import { wilson } from '../wilson.ts';

/** Days side by side below which nothing is said of their likeness. */
const PAIRS_MIN = 10;
/** Of the ground so much is seen, on one day or another, by whoever does not always walk the same part. */
const SEEN_SHARE = 0.9;
/** Of the hours of a day so many are risk hours. */
export const RISK_HOURS = 6;
const RISK_INCIDENTS_MIN = 50;

/**
 * Whether patrols end at the minimum more often than a smooth spread of lengths would give: those within 5 min above it beside a
 * sixth of those in the 30 min above that. The idea is the bunching estimator of E. Saez, Do taxpayers bunch at kink points?, AEJ
 * Economic Policy 2 (2010). null where no patrol was as long as the norm asks.
 */
export function bunching(counts: {
  patrols: number;
  atMinimum: number;
  beside: number;
}): FormalismRow['bunching'] {
  const { patrols, atMinimum, beside } = counts;
  if (patrols === 0) return null;
  const { low, high } = wilson(atMinimum, patrols);
  const expected = (beside * AT_MINIMUM_MIN) / BESIDE_MIN / patrols;
  return {
    patrols,
    atMinimum,
    share: roundTo(atMinimum / patrols, 4),
    low: roundTo(low, 4),
    high: roundTo(high, 4),
    expected: roundTo(expected, 4),
    sign: patrols >= FORMALISM_PATROLS_MIN && low > 2 * expected,
  };
}

/**
 * How alike the ground seen on neighbouring days of one officer in one grid is: the mean Jaccard index, beside what days of the same
 * coverage have in common when walked independently. What can be reached best is seen every day by everyone, so days are alike wherever
 * most of the ground is covered; it is a sign only where a part of the ground is never seen.
 */
export function sameRoute(sums: {
  pairs: number;
  /** Sums over the pairs. */
  similarity: number;
  expected: number;
  /** Share of the cells that were seen on any day. */
  seen: number;
}): FormalismRow['sameRoute'] {
  const { pairs, seen } = sums;
  if (pairs === 0) return null;
  const [similarity, expected] = [sums.similarity / pairs, sums.expected / pairs];
  return {
    pairs,
    similarity: roundTo(similarity, 4),
    expected: roundTo(expected, 4),
    seen: roundTo(seen, 4),
    sign: pairs >= PAIRS_MIN && seen < SEEN_SHARE && similarity > (1 + expected) / 2,
  };
}

/** The local hours of the day with most incidents, earlier ones first where they tie; none below 50 incidents. */
export function riskHoursOf(incidentsByHour: readonly number[]): {
  hours: number[];
  incidents: number;
  share: number;
} {
  const incidents = incidentsByHour.reduce((sum, count) => sum + count, 0);
  if (incidents < RISK_INCIDENTS_MIN) return { hours: [], incidents, share: 0 };
  const hours = incidentsByHour
    .map((count, hour) => ({ count, hour }))
    .sort((a, b) => b.count - a.count || a.hour - b.hour)
    .slice(0, RISK_HOURS)
    .map(({ hour }) => hour)
    .sort((a, b) => a - b);
  const within = hours.reduce((sum, hour) => sum + incidentsByHour[hour]!, 0);
  return { hours, incidents, share: roundTo(within / incidents, 4) };
}

/** How much of the time on patrol lies in the risk hours. null where there are none or nobody patrolled. */
export function inRiskHours(
  minutesByHour: readonly number[],
  hours: readonly number[],
): FormalismRow['riskHours'] {
  const minutes = minutesByHour.reduce((sum, part) => sum + part, 0);
  if (minutes === 0 || hours.length === 0) return null;
  const share = hours.reduce((sum, hour) => sum + minutesByHour[hour]!, 0) / minutes;
  return {
    minutes: roundTo(minutes, 0),
    share: roundTo(share, 4),
    sign: share < hours.length / 24 / 2,
  };
}

/** What is to be said beside these figures wherever they are shown. */
export const CAVEAT = inEvery(({ answers }) => answers.formalismCaveat);
