import { AnalysisError } from '../../server/domain/analysis/error.ts';
import { standardise } from '../../server/domain/analysis/input/covariates.ts';
import { partition } from '../../server/domain/partition.ts';
import { isCounted, isOfControls } from '../../server/domain/reading/tables/columns.ts';
import { readDates } from './case-dates.ts';
import { type Census, peopleByDay } from './census.ts';
import { columnFor, type TextTable } from './columns.ts';
import { numberColumn, type ValueReader } from './read-values.ts';

/** Cases of one stratum. */
export interface Stratum {
  covariate: string;
  count: number;
}

/** What a population is laid out by: places, and the days of the cases. */
interface Frame {
  places: number;
  firstDay: number;
  days: number;
  /** Whether cases have days. */
  isDated: boolean;
  overrides: Record<string, string>;
  values: ValueReader;
  /** The place of each row. Throws `input-invalid` for one that is not among them. */
  placesOf: (table: TextTable) => number[];
}

/**
 * What cases are compared with, by place and day; null where the file has none. People of several strata are added up where cases name no
 * stratum; else cases are expected from the people of each. Throws `input-invalid`.
 */
export function readPopulation(
  source: TextTable,
  strata: Stratum[] | null,
  frame: Frame,
): Float64Array | null {
  const name = columnFor(source, 'population', frame.overrides);
  if (name === null) return null;
  const counts = numberColumn(source, name, { least: 0 });
  // People are there between two counts too.
  if (isCounted(name)) return addUp(source, name, counts, frame);
  const covariate = columnFor(source, 'covariate', frame.overrides);
  if (strata !== null && covariate === null)
    throw new AnalysisError(
      'input-invalid',
      `cases have a covariate, and ${source.file} does not: people by stratum stand in location[,day],covariate,population`,
    );
  const byStratum = partition([...source.rows.keys()], (i) =>
    covariate === null ? '' : source.rows[i]![covariate]!,
  );
  const people = peopleOf(source, counts, frame);
  if (strata !== null)
    return standardise(
      new Map(Array.from(byStratum, ([of, rows]) => [of, people(rows)])),
      strata,
      frame,
    );
  const all = new Float64Array(frame.places * frame.days);
  for (const rows of byStratum.values()) {
    const some = people(rows);
    for (const [i, value] of some.entries()) all[i]! += value;
  }
  return all;
}

/** Controls or expected cases, on the first day of the period they are of as cases are; rows of one place and day add up. */
function addUp(source: TextTable, name: string, counts: Float64Array, frame: Frame): Float64Array {
  const { days, firstDay, isDated, overrides, places, values } = frame;
  const out = new Float64Array(places * days);
  const dayName = columnFor(source, 'time', overrides);
  if (dayName === null && isDated && days > 1 && isOfControls(name))
    throw new AnalysisError(
      'input-invalid',
      `${source.file}: controls have no days, and cases have; both need them, or neither`,
    );
  const day = dayName === null ? null : readDates(source, dayName, values).days;
  for (const [i, place] of frame.placesOf(source).entries()) {
    const at = day === null ? null : day[i]! - firstDay;
    const [from, to] = at === null ? [0, days] : [at, at + 1];
    for (let k = Math.max(0, from); k < Math.min(days, to); k++)
      out[place * days + k]! += counts[i]!;
  }
  return out;
}

/** Reads the people of some rows by place and day. A stratum that a census of its place does not list has nobody then. */
function peopleOf(source: TextTable, counts: Float64Array, frame: Frame) {
  const { days, firstDay, overrides, places, values } = frame;
  const dayName = columnFor(source, 'time', overrides);
  const day = dayName === null ? null : readDates(source, dayName, values, 'middle').days;
  const place = frame.placesOf(source);
  const dayOf = (row: number) => (day === null ? 0 : day[row]!);
  const censusDays = new Map(
    Array.from(
      partition([...place.keys()], (i) => place[i]!),
      ([of, rows]) => [of, new Set(rows.map(dayOf))],
    ),
  );
  return (rows: readonly number[]): Float64Array => {
    const out = new Float64Array(places * days);
    for (const [of, mine] of partition(rows, (i) => place[i]!)) {
      const censuses = new Map<number, Census>();
      for (const row of mine) {
        const known = censuses.get(dayOf(row));
        if (known !== undefined && known.people !== counts[row])
          throw new AnalysisError(
            'input-invalid',
            `${source.file} row ${row + 1}: people of one place, day and stratum come twice, ${known.people} and ${counts[row]}`,
          );
        censuses.set(dayOf(row), { day: dayOf(row), people: counts[row]! });
      }
      for (const at of censusDays.get(of)!)
        if (!censuses.has(at)) censuses.set(at, { day: at, people: 0 });
      out.set(peopleByDay([...censuses.values()], firstDay, days), of * days);
    }
    return out;
  };
}
