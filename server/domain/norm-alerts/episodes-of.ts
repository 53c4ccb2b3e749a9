import { NORM_ALERTS, type NormAlert } from '../../contract/console/console.ts';
import { begunPatrols } from './begun.ts';
import { dutyDayAt } from './duty-day.ts';
import type { Episode, Watch, WatchFacts } from './episode.ts';
import { idle } from './idle.ts';
import { lateStart } from './late-start.ts';
import { offGrid } from './off-grid.ts';
import { silent } from './silent.ts';
import { thresholdsOf } from './thresholds.ts';
import { willNotMakeIt } from './will-not-make-it.ts';

type Rule = (watch: Watch, begun: ReturnType<typeof begunPatrols>) => Episode[];

const RULES: Record<NormAlert, Rule> = {
  'late-start': lateStart,
  'will-not-make-it': willNotMakeIt,
  'off-grid': offGrid,
  silent,
  idle,
};

/**
 * The episodes of an officer's day as of now, by kind: a function of the set of fixes, the patrols, the norm and the moment, so that the
 * order of arrival changes nothing. Null off duty: there is nothing to watch. On leave there are none.
 *
 * Who stands in for another besides an own grid is watched by the own grid's rules, with the patrols of both asked for; a grid of either
 * is inside. `dayOf` may remember days: most officers share one.
 */
export function episodesOf(
  facts: WatchFacts,
  nowMs: number,
  dayOf: typeof dutyDayAt = dutyDayAt,
): Episode[] | null {
  const [duty] = facts.duties;
  const day = duty && dayOf(nowMs, duty.timeZone, duty.rules);
  if (!duty || !day) return null;
  if (facts.onLeave) return [];
  const watch: Watch = {
    ...facts,
    duty,
    day,
    thresholds: thresholdsOf(duty.rules),
    required: facts.duties.reduce((sum, { rules }) => sum + rules.patrolsPerDay, 0),
    nowMs,
  };
  const begun = begunPatrols(watch);
  return NORM_ALERTS.flatMap((kind) => RULES[kind](watch, begun));
}
