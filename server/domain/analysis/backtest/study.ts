import { DAY_MS } from '../../../contract/units.ts';
import { AnalysisError } from '../error.ts';
import type { Incidents } from '../input/input.ts';
import { wholeRows } from '../input/whole-rows.ts';
import { cellAt, type ForecastCells, layCells } from './cells.ts';
import type { ForecastSettings } from './forecaster.ts';
import type { History } from './history.ts';

export interface ForecastRequest {
  /** Category forecast; null for all incidents. Other categories still inform the forecast. */
  category: string | null;
  cellM: number;
  horizonD: number;
  learnPeriods: number;
  /** Moment in days since 1970 up to which cells are laid; null for the end of the input. */
  knownUntil: number | null;
}

/** Rows in time order, at the middle of their intervals, days since 1970. */
function inTime(input: Incidents): { t: Float64Array; row: Uint32Array } {
  const { endMs, startMs } = input;
  const whole = wholeRows(input.weight, input.x.length).row;
  if (whole.length === 0)
    throw new AnalysisError('no-incidents', 'the selection holds no incidents');
  if (startMs === null || endMs === null)
    throw new AnalysisError('no-time', 'a forecast needs times');
  const middle = startMs.map((start, i) => (start + endMs[i]!) / 2 / DAY_MS);
  const row = whole.sort((a, b) => middle[a]! - middle[b]! || a - b);
  const t = Float64Array.from(row, (i) => middle[i]!);
  if (t[0] === t.at(-1)) throw new AnalysisError('one-time', 'every incident has the same time');
  return { t, row };
}

const historyOf = (
  input: Incidents,
  cells: ForecastCells,
  t: Float64Array,
  row: Uint32Array,
): History => ({
  t,
  cell: Int32Array.from(row, (i) => cellAt(cells.grid, input.x[i]!, input.y[i]!)),
});

/** First and last whole UTC days of an input, days since 1970; the last exclusive. */
export function periodOf(input: Incidents): { startD: number; endD: number } {
  const { t } = inTime(input);
  return { startD: Math.floor(t[0]!), endD: Math.floor(t.at(-1)!) + 1 };
}

/** Lays cells and histories. Throws `category-unknown`, `one-place`, `no-incidents`, ... */
export function readForecastInput(input: Incidents, request: ForecastRequest): ForecastSettings {
  const { t, row } = inTime(input);
  const { category, knownUntil } = request;
  if (category !== null && !(input.category?.includes(category) ?? false)) {
    throw new AnalysisError('category-unknown', `no incident has the category ${category}`);
  }
  if (input.x.every((x, i) => x === input.x[0] && input.y[i] === input.y[0])) {
    throw new AnalysisError('one-place', 'every incident lies at the same place');
  }
  const known = knownUntil === null ? row : row.filter((_, k) => t[k]! < knownUntil);
  if (known.length < 2)
    throw new AnalysisError('too-few', 'nothing is known before the test period');
  const pick = (values: Float64Array) => Float64Array.from(known, (i) => values[i]!);
  const cells = layCells({ x: pick(input.x), y: pick(input.y) }, request.cellM, input.area);
  const kept = category === null ? null : row.map((i) => (input.category![i] === category ? 1 : 0));
  const target =
    kept === null
      ? { t, row }
      : { t: t.filter((_, k) => kept[k] === 1), row: row.filter((_, k) => kept[k] === 1) };
  return {
    target: historyOf(input, cells, target.t, target.row),
    all: historyOf(input, cells, t, row),
    cells,
    startD: Math.floor(t[0]!),
    horizonD: request.horizonD,
    learnPeriods: request.learnPeriods,
  };
}
