import type { NormRules } from '../../../server/contract/norms/norm.ts';
import type { Walk } from './facts.ts';

/** What adds up over officers, grids and days. */
export type Sums = Record<string, number>;

const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
const whole = (value: number) => Math.floor(value + 0.5);

/** The place of the window of staggered hours that a time of day lies in, if any. */
const windowAt = ({ windows }: NormRules, clock: string) =>
  windows.findIndex(({ from, to }) => clock >= from && clock <= to);

/** Share of a patrol that lies within others of the same officer that began before it. */
function sharedOf(walk: Walk, earlier: readonly Walk[]): number {
  let [covered, until] = [0, walk.startMs];
  for (const other of [...earlier].sort((a, b) => a.startMs - b.startMs)) {
    const end = Math.min(other.endMs, walk.endMs);
    if (end <= until) continue;
    covered += end - Math.max(until, other.startMs);
    until = end;
  }
  return covered / (walk.endMs - walk.startMs);
}

type Shared = Walk & { shared: number };

/** Each as a whole number, added up. */
const sumOf = (walks: readonly Shared[], value: (walk: Shared) => number) =>
  walks.reduce((total, walk) => total + whole(value(walk)), 0);

/** What the definitions say of one officer in one grid on one day. `before`: the officer's earlier patrols of the month; nothing is asked of who does not hold the grid. */
export function readOfficerDay(
  day: string,
  rules: NormRules,
  { walks, before, holds }: { walks: readonly Walk[]; before: readonly Walk[]; holds: boolean },
): Sums {
  const required = holds && rules.dutyDays.includes(weekday(day)) ? rules.patrolsPerDay : 0;
  const each = walks.map((walk, k) => ({
    ...walk,
    shared: sharedOf(walk, [...before, ...walks.slice(0, k)]),
  }));
  const done = countDone(each, rules);
  const effectiveS = sumOf(each, (walk) => walk.effectiveMin * 60 * (1 - walk.shared));
  const of = (outcome: Walk['outcome']) => walks.filter((walk) => walk.outcome === outcome).length;
  const sum = (value: (walk: Shared) => number) => sumOf(each, value);
  const honest = walks.filter(({ outcome }) => outcome !== 'suspicious');
  const kept = new Set(honest.map(({ clock }) => windowAt(rules, clock)).filter((at) => at >= 0));
  const verdict =
    of('suspicious') > 0
      ? 'daysSuspicious'
      : required === 0
        ? 'notRequired'
        : done >= required
          ? 'daysCompleted'
          : done + of('unverifiable') >= required
            ? 'daysUnverifiable'
            : 'daysIncomplete';
  return {
    ...{ daysSuspicious: 0, daysCompleted: 0, daysUnverifiable: 0, daysIncomplete: 0 },
    [verdict]: 1,
    dutyDays: Number(required > 0),
    onDutyDays: Number(required > 0 && walks.length > 0),
    patrolsRequired: required,
    patrolsDone: done,
    patrolsMet: Math.min(done, required),
    windowsDue: required > 0 ? rules.windows.length : 0,
    windowsKept: required > 0 ? kept.size : 0,
    judged: walks.length,
    completed: of('completed'),
    incomplete: of('incomplete'),
    suspicious: of('suspicious'),
    unverifiable: of('unverifiable'),
    effectiveS,
    helpS: holds ? 0 : effectiveS,
    requiredMin: required * rules.minutesPerPatrol,
    distanceM: sum((walk) => walk.distanceM * (1 - walk.shared)),
    coverageE4: sum((walk) => walk.coverage * 10_000),
    spanS: sum((walk) => ((walk.endMs - walk.startMs) / 1000) * (1 - walk.shared)),
    gapS: sum((walk) => walk.gapMin * 60 * (1 - walk.shared)),
    visited: honest.reduce((total, walk) => total + walk.visited.length, 0),
    toVisit: sum((walk) => walk.checkpoints),
    weak: sum((walk) => walk.weak),
    strong: sum((walk) => walk.strong),
  };
}

/** Completed, rested after the one that counted before, in a window with room, and no hour counted already. */
function countDone(walks: readonly Shared[], rules: NormRules): number {
  const room = Math.ceil(rules.patrolsPerDay / Math.max(1, rules.windows.length));
  const taken = rules.windows.map(() => 0);
  let [done, restedMs] = [0, Number.NEGATIVE_INFINITY];
  for (const { outcome, shared, startMs, endMs, clock } of walks) {
    const window = windowAt(rules, clock);
    const full = window >= 0 && taken[window]! >= room;
    if (outcome !== 'completed' || shared > 0.5 || startMs < restedMs || full) continue;
    done++;
    restedMs = endMs + rules.minRestMinutes * 60_000;
    if (window >= 0) taken[window]!++;
  }
  return done;
}
