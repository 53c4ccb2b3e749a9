import type { CountedPatrol, DayOutcome, DayVerdict } from '../../contract/metrics/day.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import { MINUTE_MS } from '../../contract/units.ts';
import { isOnDuty } from '../entrance/on-duty.ts';
import { clockMinutes, localTime } from '../time/local-time.ts';
import { type Calendar, isDutyDay } from '../time/working-day.ts';
import { byBeginning, type DayPatrol } from './day-patrol.ts';

/** A patrol of which more than this lies within earlier ones of the same officer is no patrol of its own. */
const SHARED_MAX = 0.5;

/** What is asked of an officer in a grid on a day. */
export type Demand =
  | { required: number; because: null }
  | { required: 0; because: 'off-duty-day' | 'on-leave' | 'not-assigned' | 'none-asked' };

export interface DayInput {
  demand: Demand;
  rules: NormRules;
  timeZone: string;
  calendar: Calendar;
  /** The officer's patrols in the grid that started on the day. `shared`: see sharedBefore, of the officer's own patrols anywhere. */
  patrols: readonly (DayPatrol & { shared: number })[];
}

/** Whether a patrol was begun off duty, where nothing is kept: it says nothing of the walk and enters no figure. */
export const begunOffDuty = (
  { startMs, effectiveMin }: DayPatrol,
  rules: NormRules,
  timeZone: string,
  calendar: Calendar,
): boolean => effectiveMin === 0 && !isOnDuty(startMs, timeZone, rules, { calendar });

/**
 * The verdict over a day, made of the verdicts over its patrols. Done is a completed patrol that keeps the rest after the one
 * counted before, finds room in its window (staggered hours: as many a window as the norm spreads over them) and is not the same hour
 * counted already. What may have been done but cannot be proven leaves the day unverifiable, not incomplete.
 */
export function judgeDay({ calendar, demand, rules, timeZone, patrols }: DayInput): DayVerdict {
  const counted: CountedPatrol[] = [];
  const taken = new Map<number, number>();
  const perWindow = Math.ceil(rules.patrolsPerDay / Math.max(1, rules.windows.length));
  let restedAtMs = Number.NEGATIVE_INFINITY;
  for (const patrol of [...patrols].sort(byBeginning)) {
    const window = windowOf(patrol.startMs, rules, timeZone);
    const why = begunOffDuty(patrol, rules, timeZone, calendar)
      ? 'off-duty'
      : patrol.outcome !== 'completed'
        ? null
        : patrol.shared > SHARED_MAX
          ? 'counted-elsewhere'
          : patrol.startMs < restedAtMs
            ? 'rest-short'
            : window !== null && (taken.get(window) ?? 0) >= perWindow
              ? 'window-taken'
              : null;
    const counts = patrol.outcome === 'completed' && why === null;
    if (counts) {
      restedAtMs = patrol.endMs + rules.minRestMinutes * MINUTE_MS;
      if (window !== null) taken.set(window, (taken.get(window) ?? 0) + 1);
    }
    counted.push({
      patrolId: patrol.patrolId,
      verdictVersion: patrol.verdictVersion,
      ...(patrol.decidedVersion == null ? {} : { decidedVersion: patrol.decidedVersion }),
      outcome: patrol.outcome,
      counts,
      why,
    });
  }
  return { ...decide(demand, counted), patrols: counted };
}

function decide(
  demand: Demand,
  all: readonly CountedPatrol[],
): Pick<DayVerdict, 'outcome' | 'reasons'> {
  const { required } = demand;
  const patrols = all.filter(({ why }) => why !== 'off-duty');
  const done = patrols.filter(({ counts }) => counts).length;
  const of = (outcome: CountedPatrol['outcome']) =>
    patrols.filter((patrol) => patrol.outcome === outcome).length;
  const outcome: DayOutcome =
    of('suspicious') > 0
      ? 'suspicious'
      : required === 0
        ? 'not-required'
        : done >= required
          ? 'completed'
          : done + of('unverifiable') >= required
            ? 'unverifiable'
            : 'incomplete';
  const reasons: DayVerdict['reasons'] = [];
  const say = (code: DayVerdict['reasons'][number]['code'], holds: boolean, figures = {}) =>
    holds && reasons.push({ code, ...figures });
  if (demand.because) say(demand.because, true);
  say('patrols-short', done < required, { measured: done, required });
  for (const why of ['rest-short', 'window-taken', 'counted-elsewhere', 'off-duty'] as const) {
    const measured = all.filter((patrol) => patrol.why === why).length;
    say(why, measured > 0, { measured, required: 0 });
  }
  const [suspicious, unverifiable] = [of('suspicious'), of('unverifiable')];
  say('suspicious-patrol', suspicious > 0, { measured: suspicious, required: 0 });
  say('unverifiable-patrol', unverifiable > 0 && done < required, { measured: unverifiable });
  say('met', required > 0 && done >= required && suspicious === 0, { measured: done, required });
  return { outcome, reasons };
}

/** Place of the first window a start lies in; null where the norm has none or the start lies in none. */
export function windowOf(
  startMs: number,
  { windows }: Pick<NormRules, 'windows'>,
  timeZone: string,
): number | null {
  const { minute } = localTime(startMs, timeZone);
  const at = windows.findIndex(({ from, to }) => {
    const [begin, end] = [clockMinutes(from), clockMinutes(to)];
    return begin <= end ? minute >= begin && minute <= end : minute >= begin || minute <= end;
  });
  return at < 0 ? null : at;
}

/** What a norm asks of an officer on a local day. `holds`: holds the grid, or stands in for one who does and is on leave. */
export function demandOf(
  day: string,
  rules: NormRules,
  officer: { holds: boolean; onLeave: boolean },
  calendar: Calendar,
): Demand {
  if (!officer.holds) return { required: 0, because: 'not-assigned' };
  if (officer.onLeave) return { required: 0, because: 'on-leave' };
  if (rules.patrolsPerDay === 0) return { required: 0, because: 'none-asked' };
  if (!isDutyDay(day, rules, calendar)) return { required: 0, because: 'off-duty-day' };
  return { required: rules.patrolsPerDay, because: null };
}
