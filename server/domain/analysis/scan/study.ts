import { DAY_MS } from '../../../contract/units.ts';
import { AnalysisError } from '../error.ts';
import type { CaseTable, Incidents } from '../input/input.ts';
import { type LocalProjection, toGlobe } from '../input/projection.ts';
import { findSnapping } from '../input/snapped.ts';
import { wholeRows } from '../input/whole-rows.ts';
import type { Places } from './circles.ts';
import {
  calendarIntervals,
  createIntervals,
  type Intervals,
  intervalOf,
  lengthsOf,
  spreadCases,
} from './intervals.ts';
import { type Cases, wholeCases } from './problem.ts';

/** The input of a scan in its own terms: places, intervals, cases, population. */
export interface ScanStudy {
  /** Name of every place. */
  name: string[];
  x: Float64Array;
  y: Float64Array;
  places: Places;
  intervals: Intervals;
  cases: Cases;
  /** By place, or by place and interval; null when the input has none. */
  population: Float64Array | null;
  /** What a population by place is multiplied by in each interval: its days, or 1 where it is summed up already. */
  lengths: Float64Array;
  /** Whether intervals are days of a calendar; false for a scan of space without times. */
  isDated: boolean;
  /** Whether the population is what is expected of strata that cases name. */
  isByCovariate?: boolean;
  /** Side of the squares that make the places, metres; null for distinct positions or named locations. */
  cellM: number | null;
}

/** Cells of the count table that fit the memory allowance. */
const MAX_CELLS = 40_000_000;

/** Distances are great-circle where the input was on the globe. */
function placesOf(x: Float64Array, y: Float64Array, projection: LocalProjection | null): Places {
  if (projection === null) return { kind: 'planar', x, y };
  const globe = Array.from(x, (east, i) => toGlobe(projection, { x: east, y: y[i]! }));
  return {
    kind: 'globe',
    lng: Float64Array.from(globe, ({ lng }) => lng),
    lat: Float64Array.from(globe, ({ lat }) => lat),
  };
}

/** Places of incidents are named by where they are: lng,lat to a decimetre, or x,y. */
function namesOf(x: Float64Array, y: Float64Array, projection: LocalProjection | null): string[] {
  return Array.from(x, (east, i) => {
    if (projection === null) return `${east},${y[i]}`;
    const { lng, lat } = toGlobe(projection, { x: east, y: y[i]! });
    return `${lng.toFixed(6)},${lat.toFixed(6)}`;
  });
}

function checkSize(places: number, intervals: number) {
  if (places * intervals <= MAX_CELLS) return;
  throw new AnalysisError(
    'too-large',
    `${places} places x ${intervals} intervals exceed ${MAX_CELLS} cells; use longer intervals or larger cells`,
  );
}

function intervalsOf({ days, firstDay, step = 'day' }: CaseTable, lengthD: number): Intervals {
  if (step === 'day') return createIntervals(firstDay, days, lengthD);
  if (lengthD === 1) return calendarIntervals(firstDay, days, step);
  throw new AnalysisError(
    'input-invalid',
    `intervalD: cases are dated by the ${step}, so intervals are ${step}s; leave it out`,
  );
}

/** Reads counts by location and day. Throws `no-incidents`, `input-invalid`, `too-large`. */
export function studyOfTable(input: CaseTable, lengthD: number): ScanStudy {
  const { cases: counts, days, location, population } = input;
  const intervals = intervalsOf(input, lengthD);
  checkSize(location.length, intervals.count);
  const place: number[] = [];
  const interval: number[] = [];
  counts.forEach((count, cell) => {
    if (!Number.isInteger(count) || count < 0) {
      throw new AnalysisError('input-invalid', `cases must be whole numbers, found ${count}`);
    }
    for (let n = 0; n < count; n++) {
      place.push(Math.floor(cell / days));
      interval.push(intervalOf(intervals, cell % days));
    }
  });
  if (place.length === 0) throw new AnalysisError('no-incidents', 'the table holds no cases');
  return {
    name: location,
    x: input.x,
    y: input.y,
    places: placesOf(input.x, input.y, input.projection),
    intervals,
    cases: wholeCases(Uint32Array.from(place), Uint32Array.from(interval)),
    ...gatherPopulation(population, days, intervals),
    isDated: input.isDated ?? true,
    isByCovariate: input.isByCovariate ?? false,
    cellM: null,
  };
}

/** By place when it is the same every day, else summed by place and interval. */
function gatherPopulation(
  daily: Float64Array | null,
  days: number,
  intervals: Intervals,
): Pick<ScanStudy, 'population' | 'lengths'> {
  if (daily === null) return { population: null, lengths: lengthsOf(intervals) };
  const places = daily.length / days;
  if (daily.every((value, cell) => value === daily[cell - (cell % days)])) {
    const population = Float64Array.from({ length: places }, (_, place) => daily[place * days]!);
    return { population, lengths: lengthsOf(intervals) };
  }
  const gathered = new Float64Array(places * intervals.count);
  daily.forEach((value, cell) => {
    const row = Math.floor(cell / days) * intervals.count;
    gathered[row + intervalOf(intervals, cell % days)]! += value;
  });
  return { population: gathered, lengths: new Float64Array(intervals.count).fill(1) };
}

/**
 * Reads single incidents: a place is a distinct position, or the middle of a square of side `cellM`, which is chosen
 * where it is null and there are too many positions.
 * Days are UTC days of the times as given; the study runs from the first to the last day on which the
 * middle of an incident's interval lies, unless told, and holds the incidents with their middle inside.
 */
export function studyOfIncidents(
  input: Incidents,
  lengthD: number,
  cellM: number | null,
  period: { firstDay: number | null; lastDay: number | null },
): ScanStudy {
  const { endMs, startMs } = input;
  const middleDay = (i: number) => Math.floor((startMs![i]! + endMs![i]!) / 2 / DAY_MS);
  const row = wholeRows(input.weight, input.x.length).row.filter(
    (i) =>
      startMs === null ||
      ((period.firstDay === null || middleDay(i) >= period.firstDay) &&
        (period.lastDay === null || middleDay(i) <= period.lastDay)),
  );
  const n = row.length;
  if (n === 0) throw new AnalysisError('no-incidents', 'the selection holds no incidents');
  if (startMs === null || endMs === null) throw new AnalysisError('no-time', 'a scan needs times');
  const pick = (values: Float64Array) => Float64Array.from(row, (i) => values[i]!);
  const side = cellM ?? sideFor(pick(input.x), pick(input.y));
  const snap = (value: number) => (side === null ? value : (Math.floor(value / side) + 0.5) * side);
  const known = new Map<string, number>();
  const x: number[] = [];
  const y: number[] = [];
  const place = Uint32Array.from({ length: n }, (_, i) => {
    const [east, north] = [snap(input.x[row[i]!]!), snap(input.y[row[i]!]!)];
    const key = `${east},${north}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, x.length);
    x.push(east);
    y.push(north);
    return x.length - 1;
  });
  // One incident that may have happened within years must not stretch the study over them.
  const startOf = pick(startMs);
  const endOf = pick(endMs);
  const days = Array.from(row, middleDay);
  const firstDay = period.firstDay ?? days.reduce((a, b) => Math.min(a, b));
  const lastDay = period.lastDay ?? days.reduce((a, b) => Math.max(a, b));
  const intervals = createIntervals(firstDay, lastDay - firstDay + 1, lengthD);
  checkSize(x.length, intervals.count);
  const [east, north] = [Float64Array.from(x), Float64Array.from(y)];
  return {
    name: namesOf(east, north, input.projection),
    x: east,
    y: north,
    places: placesOf(east, north, input.projection),
    intervals,
    cases: spreadCases(place, startOf, endOf, intervals),
    population: null,
    lengths: lengthsOf(intervals),
    isDated: true,
    cellM: side,
  };
}

/** Distinct positions a scan takes as its places by itself, and the squares it makes of more at most. */
const MOST_POSITIONS = 4_000;
const MOST_SQUARES = 1_000;
const SIDES_M = [50, 100, 150, 200, 250, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 5000, 10_000];

/** The finest side of squares that hold the incidents in few enough; null where positions are few themselves. */
function sideFor(x: Float64Array, y: Float64Array): number | null {
  if (findSnapping(x, y).positions <= MOST_POSITIONS) return null;
  const squares = (side: number) => {
    const snap = (values: Float64Array) => values.map((value) => Math.floor(value / side));
    return findSnapping(snap(x), snap(y)).positions;
  };
  return SIDES_M.find((side) => squares(side) <= MOST_SQUARES) ?? SIDES_M.at(-1)!;
}
