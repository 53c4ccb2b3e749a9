import type { SignalCode } from '../../contract/patrols/verdict.ts';
import type { OfficerCategory } from '../../contract/people/people.ts';
import type { DayFigures } from '../days/fold-grid-day.ts';
import type { GroundTotals, Totals } from './definitions.ts';
import { inOrder } from './in-order.ts';
import type { PostHeld } from './post-held.ts';

/** Sums over the days of one grid (and officer, where rows are about officers) in one period, of one cut of the grid under one norm version. */
export interface Group {
  /** First day of the period as asked for. */
  from: string;
  /** Officer or area the row is about; null where the grid stands in no area of the level. */
  unitId: number | null;
  gridId: number;
  cellSetId: number | null;
  normId: number;
  normVersion: number;
  /** Days with a roll-up. */
  days: number;
  figures: DayFigures;
  outcomes: Pick<
    Totals,
    'daysCompleted' | 'daysIncomplete' | 'daysSuspicious' | 'daysUnverifiable' | 'patrolsMet'
  >;
  changed: number;
  /** Cells seen on any of the days, as a bit string over the set; null where none. */
  seen: string | null;
  /** Of an officer: category on these days, the last of them, and the last on which the grid was held; null of areas. */
  category: OfficerCategory | null;
  lastDay: string | null;
  lastHeld: string | null;
}

/** Sums over the days of one grid's ground in one period, and how it stood on the last of them. */
export interface GroundGroup extends GroundTotals {
  from: string;
  unitId: number | null;
  changed: number;
}

/** How often a signal was raised in one period. */
export interface SignalGroup {
  from: string;
  unitId: number | null;
  code: SignalCode;
  count: number;
}

/** What rows of metrics are folded from. */
export interface Groups {
  figures: readonly Group[];
  ground: readonly GroundGroup[];
  signals: readonly SignalGroup[];
}

export interface Folded {
  from: string;
  unitId: number;
  changed: number;
  norms: { id: number; version: number }[];
  totals: Totals;
  /** The grid an officer held last in the period, and the category on the last day; null of areas. */
  gridId: number | null;
  category: OfficerCategory | null;
  /** The post an officer holds in the period. */
  post: PostHeld | null;
}

/** Groups of several grids and cuts as one row a period and unit, by period, then unit. `weights`: of a set's cells. */
export function foldGroups(
  groups: Groups,
  weights: ReadonlyMap<number, ArrayLike<number>>,
): Folded[] {
  const rows = byRow(groups.figures);
  const [ground, signals] = [byRow(groups.ground), byRow(groups.signals)];
  return inOrder(
    [...rows].map(([key, row]): Folded => {
      const grounds = ground.get(key) ?? [];
      return {
        from: row[0]!.from,
        unitId: row[0]!.unitId!,
        changed: [...row, ...grounds].reduce((most, { changed }) => Math.max(most, changed), 0),
        gridId: latest(row, ({ lastHeld }) => lastHeld)?.gridId ?? null,
        category: latest(row, ({ category, lastDay }) => category && lastDay)?.category ?? null,
        post: null,
        norms: row.map(({ normId, normVersion }) => ({ id: normId, version: normVersion })),
        totals: {
          ...addUp(row),
          ...coverOf(row, weights),
          ground: addGround(grounds),
          signals: addSignals(signals.get(key) ?? []),
        },
      };
    }),
  );
}

/** The group of the latest day that there is. */
function latest(row: readonly Group[], dayOf: (group: Group) => string | null): Group | undefined {
  let last: Group | undefined;
  for (const group of row) {
    const day = dayOf(group);
    if (day !== null && (!last || day > dayOf(last)!)) last = group;
  }
  return last;
}

/** Groups by period and unit; those of grids that stand in no area of the level are left out. */
function byRow<T extends { from: string; unitId: number | null }>(
  groups: readonly T[],
): Map<string, T[]> {
  const rows = new Map<string, T[]>();
  for (const group of groups) {
    if (group.unitId === null) continue;
    const key = `${group.from} ${group.unitId}`;
    const row = rows.get(key);
    if (row) row.push(group);
    else rows.set(key, [group]);
  }
  return rows;
}

function addGround(groups: readonly GroundGroup[]): GroundTotals {
  const sum = (of: (group: GroundGroup) => number) =>
    groups.reduce((total, group) => total + of(group), 0);
  return {
    weight: sum(({ weight }) => weight),
    staleWeightDays: sum(({ staleWeightDays }) => staleWeightDays),
    staleMaxDays: groups.reduce((most, { staleMaxDays }) => Math.max(most, staleMaxDays), 0),
    unseenWeight: sum(({ unseenWeight }) => unseenWeight),
    combWindows: sum(({ combWindows }) => combWindows),
    combMet: sum(({ combMet }) => combMet),
    combCoverageE4: sum(({ combCoverageE4 }) => combCoverageE4),
    checkpointsDue: sum(({ checkpointsDue }) => checkpointsDue),
    checkpointsMet: sum(({ checkpointsMet }) => checkpointsMet),
  };
}

function addSignals(groups: readonly SignalGroup[]): Totals['signals'] {
  const counts: Totals['signals'] = {};
  for (const { code, count } of groups) counts[code] = (counts[code] ?? 0) + count;
  return counts;
}

function addUp(
  row: readonly Group[],
): Omit<Totals, 'seenWeight' | 'cellWeight' | 'ground' | 'signals'> {
  const [figures, outcomes] = [{ ...row[0]!.figures }, { ...row[0]!.outcomes }];
  for (const group of row.slice(1)) {
    add(figures, group.figures);
    add(outcomes, group.outcomes);
  }
  return { ...figures, ...outcomes };
}

function add<Name extends string>(sum: Record<Name, number>, more: Record<Name, number>): void {
  for (const name in sum) sum[name] += more[name];
}

/** Weight seen and in all, grid by grid; cuts of one grid weigh by the days they were in force. */
function coverOf(
  row: readonly Group[],
  weights: ReadonlyMap<number, ArrayLike<number>>,
): Pick<Totals, 'seenWeight' | 'cellWeight'> {
  const grids = new Map<number, Map<number, { days: number; seen: string[] }>>();
  for (const { gridId, cellSetId, days, seen } of row) {
    if (cellSetId === null) continue;
    const cuts = grids.get(gridId) ?? new Map<number, { days: number; seen: string[] }>();
    const cut = cuts.get(cellSetId) ?? { days: 0, seen: [] };
    cut.days += days;
    if (seen !== null) cut.seen.push(seen);
    grids.set(gridId, cuts.set(cellSetId, cut));
  }
  const total = { seenWeight: 0, cellWeight: 0 };
  for (const gridId of [...grids.keys()].sort((a, b) => a - b)) {
    const cuts = [...grids.get(gridId)!].sort(([a], [b]) => a - b);
    const allDays = cuts.reduce((sum, [, { days }]) => sum + days, 0);
    for (const [setId, { days, seen }] of cuts) {
      const ground = weigh(weights.get(setId) ?? [], seen);
      total.seenWeight += (ground.seen * days) / allDays;
      total.cellWeight += (ground.all * days) / allDays;
    }
  }
  return total;
}

const ONE = '1'.charCodeAt(0);

function weigh(weights: ArrayLike<number>, seen: readonly string[]) {
  let [part, all] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    all += weights[i]!;
    for (let k = 0; k < seen.length; k++)
      if (seen[k]!.charCodeAt(i) === ONE) {
        part += weights[i]!;
        break;
      }
  }
  return { seen: part, all };
}
