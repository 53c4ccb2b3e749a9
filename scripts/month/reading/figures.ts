import type { Figures } from '../period.ts';
import type { Sums } from './officer-day.ts';

const rounded = (value: number, places: number) =>
  Math.floor(value * 10 ** places + 0.5) / 10 ** places;
const share = (part: number, all: number) => (all > 0 ? rounded(part / all, 4) : null);

/** The figures of /metrics/definitions from sums, as their texts say. Of officers there is no ground. */
export function figuresOf(s: Sums, isOfficer: boolean): Figures {
  const ground = (value: number | null) => (isOfficer ? null : value);
  const of = (name: string) => s[name] ?? 0;
  const weight = of('groundWeight');
  return {
    dutyDays: of('dutyDays'),
    onDutyDays: of('onDutyDays'),
    onDutyRate: share(of('onDutyDays'), of('dutyDays')),
    leaveDays: 0,
    patrolsRequired: of('patrolsRequired'),
    patrolsDone: of('patrolsDone'),
    completionRate: share(of('patrolsMet'), of('patrolsRequired')),
    staggeredRate: share(of('windowsKept'), of('windowsDue')),
    daysCompleted: of('daysCompleted'),
    daysIncomplete: of('daysIncomplete'),
    daysSuspicious: of('daysSuspicious'),
    daysUnverifiable: of('daysUnverifiable'),
    completed: of('completed'),
    incomplete: of('incomplete'),
    suspicious: of('suspicious'),
    unverifiable: of('unverifiable'),
    effectiveMin: rounded(of('effectiveS') / 60, 2),
    requiredMin: of('requiredMin'),
    helpMin: rounded(of('helpS') / 60, 2),
    distanceM: of('distanceM'),
    coverageMean: share(of('coverageE4') / 10_000, of('judged')),
    coverageUnion: share(of('seenWeight'), of('cellWeight')),
    combRate: ground(share(of('combMet'), of('combWindows'))),
    combCoverage: ground(share(of('combCoverageE4') / 10_000, of('combWindows'))),
    combMet: ground(of('combWindows') > 0 ? Number(of('combMet') === of('combWindows')) : null),
    stalenessMeanH: ground(weight > 0 ? rounded((of('staleWeightDays') / weight) * 24, 1) : null),
    stalenessMaxH: ground(weight > 0 ? of('staleMaxDays') * 24 : null),
    unseenShare: ground(share(of('unseenWeight'), weight)),
    checkpointRate: share(of('visited'), of('toVisit')),
    checkpointWeekRate: ground(share(of('checkpointsMet'), of('checkpointsDue'))),
    weakSignals: of('weak'),
    strongSignals: of('strong'),
    contested: 0,
    overridden: 0,
    completeness: of('spanS') > 0 ? rounded(Math.max(0, 1 - of('gapS') / of('spanS')), 4) : null,
  };
}
