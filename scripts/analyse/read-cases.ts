import { AnalysisError } from '../../server/domain/analysis/error.ts';
import type { CaseTable } from '../../server/domain/analysis/input/input.ts';
import { type CaseDates, endOf, readDates } from './case-dates.ts';
import { columnFor, type TextTable } from './columns.ts';
import { readPlaces } from './read-incidents.ts';
import { readPopulation, type Stratum } from './read-population.ts';
import { numberColumn, type ValueReader } from './read-values.ts';

/** The files a case table is read from. */
export interface CaseFiles {
  /** `location[,day][,cases][,population][,covariate]` and, without `locations`, the place; a row counts 1 case without a number. */
  cases: TextTable;
  /** `location,lng,lat` or `location,x,y`. */
  locations: TextTable | null;
  /** `location[,day][,covariate],population`; without a day it holds for the whole period, between two days people go from one to the other. */
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
  const covariate = columnFor(cases, 'covariate', overrides);
  const strata: Stratum[] | null =
    covariate === null
      ? null
      : cases.rows.map((row, i) => ({ covariate: row[covariate]!, count: counts?.[i] ?? 1 }));
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
    ...(strata ? { isByCovariate: true } : {}),
    population: readPopulation(files.population ?? cases, strata, {
      ...{ overrides, values, firstDay, days, isDated: dayName !== null },
      placesOf: (table) => {
        const name = locationColumn(table, overrides);
        return table.rows.map((row, i) => placeOf(table, row[name]!, i, index));
      },
      places: index.size,
    }),
  };
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
