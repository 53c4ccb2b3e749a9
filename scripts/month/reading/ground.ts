import type { NormRules } from '../../../server/contract/norms/norm.ts';
import type { GridFacts } from './facts.ts';
import type { Sums } from './officer-day.ts';

const WEEK_DAYS = 7;

/**
 * What the definitions say of a grid's ground in a month whose days are all on record, none before. `rules`: of its first holder. A cell is
 * seen, and a checkpoint visited, on a day by any patrol that does not stand as suspicious.
 */
export function readGround(
  { walks, cells, checkpoints }: GridFacts,
  {
    days,
    rules,
    visitsPerWeek,
  }: { days: readonly string[]; rules: NormRules; visitsPerWeek: number },
): Sums {
  const at = new Map(days.map((day, k) => [day, k]));
  const seenOn = days.map(() => new Set<string>());
  const visitsOn = days.map(() => new Map<string, number>());
  for (const { day, outcome, seen, visited } of walks) {
    const k = at.get(day)!;
    if (outcome === 'suspicious') continue;
    for (const id of visited) visitsOn[k]!.set(id, (visitsOn[k]!.get(id) ?? 0) + 1);
    for (const cell of seen) seenOn[k]!.add(cell);
  }
  const ground = [...cells].filter(([, weight]) => weight > 0);
  const all = ground.reduce((sum, [, weight]) => sum + weight, 0);
  const sums: Sums = {
    ...{ groundWeight: all, staleWeightDays: 0, staleMaxDays: 0, unseenWeight: 0 },
    ...{ combWindows: 0, combMet: 0, combCoverageE4: 0, checkpointsDue: 0, checkpointsMet: 0 },
  };
  for (const [cell, weight] of ground) {
    // Of a cell never seen: -1, the day before the first.
    const latest = seenOn.findLastIndex((seen) => seen.has(cell));
    const age = days.length - 1 - latest;
    sums.staleWeightDays! += weight * age;
    sums.staleMaxDays = Math.max(sums.staleMaxDays!, age);
    if (latest < 0) sums.unseenWeight! += weight;
  }
  for (let k = rules.periodDays - 1; k < days.length; k++) {
    const seen = new Set(seenOn.slice(k + 1 - rules.periodDays, k + 1).flatMap((set) => [...set]));
    const part = ground.reduce((sum, [cell, weight]) => sum + (seen.has(cell) ? weight : 0), 0);
    sums.combWindows!++;
    sums.combMet! += Number(part >= rules.coveragePerPeriod * all - 1e-6);
    sums.combCoverageE4! += Math.floor((part / all) * 10_000 + 0.5);
  }
  for (let k = WEEK_DAYS - 1; k < days.length; k++)
    for (const id of checkpoints) {
      const week = visitsOn.slice(k + 1 - WEEK_DAYS, k + 1);
      const visits = week.reduce((sum, day) => sum + (day.get(id) ?? 0), 0);
      sums.checkpointsDue!++;
      sums.checkpointsMet! += Number(visits >= visitsPerWeek);
    }
  return sums;
}
