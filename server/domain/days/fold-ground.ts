import type { NormRules } from '../../contract/norms/norm.ts';
import { addDays, daysBetween } from '../metrics/periods.ts';

/** How far back it is looked for when a cell was last seen; what was not seen since counts as this old. */
export const STALE_DAYS_MAX = 92;
const WEEK_DAYS = 7;

/** What of a norm the ground of a grid is judged by. */
export type GroundRules = Pick<
  NormRules,
  'periodDays' | 'coveragePerPeriod' | 'checkpoints' | 'checkpointVisitsPerWeek'
>;

/** What one officer saw of a grid on a local day. */
export interface SeenDay {
  day: string;
  officerId: number;
  holds: boolean;
  /** Cells the bits speak of; null where the grid had none. */
  cellSetId: number | null;
  /** Bit string over the cell set; null where nothing was seen. */
  seen: string | null;
  /** Patrols that visited a checkpoint, by its id. */
  visits: Readonly<Record<string, number>> | null;
  rules: GroundRules;
}

/** Cells of a set with their weights, in the order of its bits. */
export interface WeighedCells {
  cells: readonly string[];
  weights: ArrayLike<number>;
}

/** The ground of a grid at the end of a local day. Whole numbers. */
export interface GroundDay {
  day: string;
  /** Who holds the grid, by id. */
  officers: number[];
  cellWeight: number;
  /** Sum over cells of weight and days since last seen. */
  staleWeightDays: number;
  staleMaxDays: number;
  /** Weight of the cells not seen as far back as is looked. */
  unseenWeight: number;
  /** 1 where a whole window of the norm's periodDays ends on the day. */
  combWindows: number;
  combMet: number;
  combCoverageE4: number;
  checkpointsDue: number;
  checkpointsMet: number;
}

/** Days before a day on which its ground may depend, that day included. */
export const groundReach = ({ periodDays }: Pick<GroundRules, 'periodDays'>): number =>
  Math.max(STALE_DAYS_MAX, periodDays);

/**
 * The ground of a grid at the end of `day`, from the days on record up to it (others are passed over); undefined where that day is not
 * on record. A cell seen that day is 0 days old; one not seen counts from the grid's first day on record within the last
 * 92 days, so that it is defined for cells never seen and does not blame a grid for the time before it was held. Judged by the norm
 * of the holder of the lowest id, on the cells of that day's cut of the grid; what was seen under an earlier cut counts cell by cell.
 */
export function foldGround(
  day: string,
  history: readonly SeenDay[],
  cellsOf: (cellSetId: number) => WeighedCells,
): GroundDay | undefined {
  const today = history
    .filter((row) => row.day === day)
    .sort((a, b) => Number(b.holds) - Number(a.holds) || a.officerId - b.officerId);
  const [head] = today;
  if (!head) return undefined;
  const reach = groundReach(head.rules);
  const from = addDays(day, 1 - reach);
  const past = history.filter((row) => row.day >= from && row.day <= day);
  const setId = today.find(({ cellSetId }) => cellSetId !== null)?.cellSetId ?? null;
  const since = (row: SeenDay) => daysBetween(row.day, day);
  const onRecord = Math.max(...past.map(since)) + 1;
  const ground = setId === null ? NOTHING : weigh(ages(setId, past, since, cellsOf), onRecord);
  const { periodDays, coveragePerPeriod, checkpoints, checkpointVisitsPerWeek = 1 } = head.rules;
  const comb = onRecord >= periodDays && ground.cellWeight > 0;
  const combSeen = ground.seenWithin(periodDays);
  const visits = visitsOf(past.filter((row) => since(row) < WEEK_DAYS));
  const due =
    onRecord >= WEEK_DAYS && checkpointVisitsPerWeek > 0 ? checkpoints.map(({ id }) => id) : [];
  return {
    day,
    officers: today.filter(({ holds }) => holds).map(({ officerId }) => officerId),
    cellWeight: ground.cellWeight,
    staleWeightDays: ground.staleWeightDays,
    staleMaxDays: ground.staleMaxDays,
    unseenWeight: ground.unseenWeight,
    combWindows: Number(comb),
    combMet: Number(comb && combSeen >= coveragePerPeriod * ground.cellWeight - 1e-6),
    combCoverageE4: comb ? Math.round((combSeen / ground.cellWeight) * 10_000) : 0,
    checkpointsDue: due.length,
    checkpointsMet: due.filter((id) => (visits.get(id) ?? 0) >= checkpointVisitsPerWeek).length,
  };
}

/** Days since each cell of a set was last seen, -1 where not on any of the days, beside the cells' weights. */
function ages(
  setId: number,
  past: readonly SeenDay[],
  since: (row: SeenDay) => number,
  cellsOf: (cellSetId: number) => WeighedCells,
): { age: Int16Array; weights: ArrayLike<number> } {
  const { cells, weights } = cellsOf(setId);
  const age = new Int16Array(weights.length).fill(-1);
  let left = age.length;
  const places = new Map<number, Int32Array>();
  for (const row of [...past].sort((a, b) => since(a) - since(b))) {
    if (left === 0) break;
    if (row.seen === null || row.cellSetId === null) continue;
    if (row.cellSetId !== setId && !places.has(row.cellSetId))
      places.set(row.cellSetId, placesIn(cells, cellsOf(row.cellSetId).cells));
    const at = places.get(row.cellSetId);
    const days = since(row);
    for (let bit = row.seen.indexOf('1'); bit >= 0; bit = row.seen.indexOf('1', bit + 1)) {
      const cell = at ? at[bit]! : bit;
      if (cell < 0 || age[cell]! >= 0) continue;
      age[cell] = days;
      left--;
    }
  }
  return { age, weights };
}

/** Where each of some cells stands among others; -1 where it does not. */
function placesIn(cells: readonly string[], others: readonly string[]): Int32Array {
  const place = new Map(cells.map((cell, at) => [cell, at]));
  return Int32Array.from(others, (cell) => place.get(cell) ?? -1);
}

const NOTHING = {
  cellWeight: 0,
  staleWeightDays: 0,
  staleMaxDays: 0,
  unseenWeight: 0,
  seenWithin: (_days: number) => 0,
};

function weigh(
  { age, weights }: { age: Int16Array; weights: ArrayLike<number> },
  onRecord: number,
): typeof NOTHING {
  const oldest = Math.min(STALE_DAYS_MAX, onRecord);
  const ground = { cellWeight: 0, staleWeightDays: 0, staleMaxDays: 0, unseenWeight: 0 };
  for (let cell = 0; cell < age.length; cell++) {
    const weight = weights[cell]!;
    if (weight === 0) continue;
    const days = age[cell]! < 0 ? oldest : Math.min(age[cell]!, oldest);
    ground.cellWeight += weight;
    ground.staleWeightDays += weight * days;
    ground.staleMaxDays = Math.max(ground.staleMaxDays, days);
    if (age[cell]! < 0 || age[cell]! >= STALE_DAYS_MAX) ground.unseenWeight += weight;
  }
  const seenWithin = (days: number) =>
    age.reduce((sum, a, cell) => (a >= 0 && a < days ? sum + weights[cell]! : sum), 0);
  return { ...ground, seenWithin };
}

function visitsOf(rows: readonly SeenDay[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { visits } of rows)
    for (const [id, count] of Object.entries(visits ?? {}))
      counts.set(id, (counts.get(id) ?? 0) + count);
  return counts;
}
