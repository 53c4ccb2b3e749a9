import { AnalysisError } from '../../server/domain/analysis/error.ts';
import { type Stratum, standardise } from '../../server/domain/analysis/input/covariates.ts';
import type { CaseTable } from '../../server/domain/analysis/input/input.ts';
import { partition } from '../../server/domain/partition.ts';
import { type CaseDates, endOf, readDates, type Step } from './case-dates.ts';
import { peopleByDay } from './census.ts';
import { columnFor, type TextTable } from './columns.ts';
import { readPlaces } from './read-incidents.ts';
import { numberColumn, type ValueReader } from './read-values.ts';

/** The files a case table is read from. */
export interface CaseFiles {
  /** `location[,day][,cases][,population][,covariate]` and, without `locations`, the place; a row counts 1 case without a number. */
  cases: TextTable;
  /** `location,lng,lat` or `location,x,y`. */
  locations: TextTable | null;
  /** `location[,day],population`, or `location,covariate,population`; without a day it holds for the whole period, between two days it goes from one to the other. */
  population: TextTable | null;
}

/**
 * Cases by location and day. Days are whole; rows of one location and day add up; without days everything is one.
 * Cases with a covariate are set against the people of their stratum. Throws `input-invalid`.
 */
export function readCases(
  files: CaseFiles,
  overrides: Record<string, string>,
  values: ValueReader,
): CaseTable {
  const { cases } = files;
  const placeTable = files.locations ?? cases;
  const placeName = locationColumn(placeTable, overrides);
  const firstRow = new Map<string, number>();
  placeTable.rows.forEach((row, i) => {
    if (!firstRow.has(row[placeName]!)) firstRow.set(row[placeName]!, i);
  });
  const places = readPlaces(placeTable, overrides);
  placeTable.rows.forEach((row, i) => {
    const first = firstRow.get(row[placeName]!)!;
    if (places.x[i] === places.x[first] && places.y[i] === places.y[first]) return;
    throw new AnalysisError(
      'input-invalid',
      `${placeTable.file}: location ${row[placeName]} stands at two places, in rows ${first + 1} and ${i + 1}`,
    );
  });
  const rows = [...firstRow.values()];
  const location = [...firstRow.keys()];
  const index = new Map(location.map((name, i) => [name, i]));
  const dayName = columnFor(cases, 'time', overrides);
  const { days: day, step }: CaseDates =
    dayName === null
      ? { days: new Float64Array(cases.rows.length), step: 'day' }
      : readDates(cases, dayName, values);
  const firstDay = day.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const lastDay = endOf(
    day.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
    step,
  );
  if (day.length === 0) throw new AnalysisError('no-incidents', `${cases.file} holds no cases`);
  const days = lastDay - firstDay + 1;
  const table = new Float64Array(location.length * days);
  const countName = columnFor(cases, 'cases', overrides);
  const counts = countName === null ? null : numberColumn(cases, countName, { least: 0 });
  const caseName = locationColumn(cases, overrides);
  cases.rows.forEach((row, i) => {
    const begin = placeOf(cases, row[caseName]!, i, index) * days;
    table[begin + day[i]! - firstDay]! += counts?.[i] ?? 1;
  });
  const frame = { index, firstDay, days, step };
  const covariate = columnFor(cases, 'covariate', overrides);
  return {
    kind: 'cases',
    isDated: dayName !== null,
    ...(step === 'day' ? {} : { step }),
    location,
    x: Float64Array.from(rows, (row) => places.x[row]!),
    y: Float64Array.from(rows, (row) => places.y[row]!),
    projection: places.projection,
    firstDay,
    days,
    cases: table,
    population:
      covariate === null
        ? readPopulation(files, overrides, values, frame)
        : readStrata(files, overrides, frame, (row, i) => ({
            place: placeOf(cases, row[caseName]!, i, index),
            covariate: row[covariate]!,
            count: counts?.[i] ?? 1,
          })),
  };
}

function readPopulation(
  files: CaseFiles,
  overrides: Record<string, string>,
  reader: ValueReader,
  frame: Frame,
): Float64Array | null {
  const { index, firstDay, days, step } = frame;
  const source = files.population ?? files.cases;
  const name = columnFor(source, 'population', overrides);
  if (name === null) return null;
  const values = numberColumn(source, name, { least: 0 });
  const out = new Float64Array(index.size * days);
  const dayName = columnFor(source, 'time', overrides);
  const placeName = locationColumn(source, overrides);
  if (dayName === null) {
    source.rows.forEach((row, i) => {
      const begin = placeOf(source, row[placeName]!, i, index) * days;
      out.fill(values[i]!, begin, begin + days);
    });
    return out;
  }
  const isPeople = PEOPLE.test(name);
  const { days: day } = readDates(source, dayName, reader, isPeople ? 'middle' : 'first');
  const places = source.rows.map((row, i) => placeOf(source, row[placeName]!, i, index));
  if (isPeople)
    for (const [place, rows] of partition([...places.keys()], (i) => places[i]!)) {
      const censuses = rows.map((i) => ({ day: day[i]!, people: values[i]! }));
      out.set(peopleByDay(censuses, firstDay, days), place * days);
    }
  else
    for (const [i, place] of places.entries()) {
      const [from, to] = [day[i]! - firstDay, endOf(day[i]!, step) - firstDay + 1];
      if (from >= 0 && from < days) out.fill(values[i]!, place * days + from, place * days + to);
    }
  return out;
}

/** Headers of people, who are there between two counts too; controls and expected cases are of their day. */
const PEOPLE = /^pop/i;

interface Frame {
  index: Map<string, number>;
  firstDay: number;
  days: number;
  step: Step;
}

/** Expected cases a day by indirect standardisation, from cases and people by stratum. */
function readStrata(
  { cases, population }: CaseFiles,
  overrides: Record<string, string>,
  { days, index }: Frame,
  stratumOf: (row: Record<string, string>, i: number) => Stratum,
): Float64Array {
  const people = population && columnFor(population, 'population', overrides);
  const covariate = population && columnFor(population, 'covariate', overrides);
  const day = population && columnFor(population, 'time', overrides);
  if (population === null || people === null || covariate === null || day !== null) {
    throw new AnalysisError(
      'input-invalid',
      `${cases.file} has a covariate: it needs --population FILE of location,covariate,population without days`,
    );
  }
  const name = locationColumn(population, overrides);
  const counts = numberColumn(population, people, { least: 0 });
  const strata = population.rows.map((row, i) => ({
    place: placeOf(population, row[name]!, i, index),
    covariate: row[covariate]!,
    count: counts[i]!,
  }));
  const expected = standardise(index.size, strata, cases.rows.map(stratumOf));
  return Float64Array.from(
    { length: index.size * days },
    (_, i) => expected[Math.floor(i / days)]!,
  );
}

function placeOf(table: TextTable, name: string, row: number, index: Map<string, number>): number {
  const found = index.get(name);
  if (found !== undefined) return found;
  throw new AnalysisError('input-invalid', `${table.file} row ${row + 1}: no location ${name}`);
}

function locationColumn(table: TextTable, overrides: Record<string, string>): string {
  const found = columnFor(table, 'location', overrides);
  if (found !== null) return found;
  throw new AnalysisError('input-invalid', `${table.file} has no location column`);
}
