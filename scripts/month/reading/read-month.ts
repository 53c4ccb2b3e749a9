import { METRIC_LEVELS, type MetricLevel } from '../../../server/contract/metrics/metrics.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { addDays, daysBetween } from '../../../server/domain/metrics/periods.ts';
import type { Figures, Month } from '../period.ts';
import { type GridFacts, readGrids, type Walk, type Walker } from './facts.ts';
import { figuresOf } from './figures.ts';
import { readGround } from './ground.ts';
import { readOfficerDay, type Sums } from './officer-day.ts';
import type { UnitFacts, UnitMatter } from './scores.ts';

/** An officer or area of the month: what adds up, and its matters. */
interface Unit {
  sums: Sums;
  matters: UnitMatter[];
  category: Walker['category'] | null;
}

/**
 * A month read from the texts of the definitions alone: loops over the raw record, grid by grid, that share neither statements nor
 * functions with the service. Knows what the simulated month has: one assignment an officer, help in other grids, no leave, no decisions, whole days,
 * one cut of each grid.
 */
export async function readMonth(db: Db, month: Month) {
  const days = Array.from({ length: daysBetween(month.from, month.to) }, (_, k) =>
    addDays(month.from, k),
  );
  const levels = new Map(METRIC_LEVELS.map((level) => [level, new Map<string, Unit>()]));
  const codes = new Map<number, string>();
  const found: UnitMatter[] = [];
  for await (const grid of readGrids(db, month)) {
    for (const { id, code } of grid.walkers) codes.set(id, code);
    for (const matter of grid.matters) found.push({ ...matter, part: 1, why: 'found' });
    if (grid.walkers.some(({ holds }) => holds)) readGrid(grid, { days, month, levels });
  }
  for (const matter of found) {
    const finder = matter.finder === null ? undefined : codes.get(matter.finder);
    if (finder) levels.get('officer')!.get(finder)!.matters.push(matter);
  }
  return (level: MetricLevel): ReadonlyMap<string, UnitFacts> =>
    new Map(
      [...levels.get(level)!].map(([code, { sums, matters, category }]) => [
        code,
        { figures: figuresOf(sums, level === 'officer') satisfies Figures, matters, category },
      ]),
    );
}

function readGrid(
  grid: GridFacts,
  {
    days,
    month,
    levels,
  }: { days: readonly string[]; month: Month; levels: Map<MetricLevel, Map<string, Unit>> },
): void {
  const unitOf = (level: MetricLevel, code: string, category: Unit['category'] = null) => {
    const units = levels.get(level)!;
    const unit = units.get(code) ?? { sums: {}, matters: [], category };
    units.set(code, unit);
    return unit;
  };
  const areas = Object.entries(grid.codes).map(([level, code]) =>
    unitOf(level as MetricLevel, code),
  );
  const onDuty = new Map<string, Unit[]>();
  const held: Unit[] = [];
  for (const { id, code, category, holds, rules } of grid.walkers) {
    const own = grid.walks.filter(({ officerId }) => officerId === id);
    const unit = unitOf('officer', code, category);
    if (holds) held.push(unit);
    for (const day of days) {
      const walks = own.filter((walk) => walk.day === day);
      if (!holds && walks.length === 0) continue;
      const before = own.filter((walk) => walk.day < day);
      const sums = readOfficerDay(day, rules, { walks, before, holds });
      for (const each of [unit, ...areas]) add(each.sums, sums);
      if (sums.dutyDays! > 0) onDuty.set(day, [...(onDuty.get(day) ?? []), unit]);
    }
    add(unit.sums, coverOf(grid, own));
  }
  const { rules } = grid.walkers.find(({ holds }) => holds)!;
  const ground = readGround(grid, { days, rules, visitsPerWeek: month.visitsPerWeek });
  const cover = coverOf(grid, grid.walks);
  for (const area of areas) {
    add(area.sums, cover);
    add(area.sums, ground);
    for (const matter of grid.matters) area.matters.push({ ...matter, part: 1, why: 'lies there' });
  }
  // Those on duty that day answer for a matter together; where nobody was, those who hold the grid.
  for (const matter of grid.matters) {
    const answer = onDuty.get(matter.day) ?? held;
    const why = matter.finder === null ? 'shared' : 'answered';
    for (const unit of answer) unit.matters.push({ ...matter, part: answer.length, why });
  }
}

/** Weight seen at least once, and of all cells. */
function coverOf({ cells }: GridFacts, walks: readonly Walk[]): Sums {
  const seen = new Set<string>();
  for (const walk of walks)
    if (walk.outcome !== 'suspicious') for (const cell of walk.seen) seen.add(cell);
  const sums = { seenWeight: 0, cellWeight: 0 };
  for (const [cell, weight] of cells) {
    sums.cellWeight += weight;
    if (seen.has(cell)) sums.seenWeight += weight;
  }
  return sums;
}

/** Adds what adds up; the greatest age is the greatest. */
function add(to: Sums, more: Sums): void {
  for (const [name, value] of Object.entries(more))
    to[name] = name === 'staleMaxDays' ? Math.max(to[name] ?? 0, value) : (to[name] ?? 0) + value;
}
