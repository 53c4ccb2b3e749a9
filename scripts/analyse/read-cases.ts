import { DAY_MS } from '../../server/contract/units.ts';
import { AnalysisError } from '../../server/domain/analysis/error.ts';
import type { CaseTable } from '../../server/domain/analysis/input/input.ts';
import { columnFor, type TextTable } from './columns.ts';
import { readPlaces } from './read-incidents.ts';
import { numberColumn, type ValueReader } from './read-values.ts';

/** The files a case table is read from. */
export interface CaseFiles {
  /** `location,day[,cases][,population]` and, without `locations`, the place; a row counts 1 case without a number. */
  cases: TextTable;
  /** `location,lng,lat` or `location,x,y`. */
  locations: TextTable | null;
  /** `location[,day],population`; without a day it holds for the whole period. */
  population: TextTable | null;
}

/** Cases by location and day. Days are whole; rows of one location and day add up. Throws `input-invalid`. */
export function readCases(
  files: CaseFiles,
  overrides: Record<string, string>,
  values: ValueReader,
): CaseTable {
  const { cases } = files;
  const placeTable = files.locations ?? cases;
  const placeName = need(placeTable, 'location', overrides);
  const firstRow = new Map<string, number>();
  placeTable.rows.forEach((row, i) => {
    if (!firstRow.has(row[placeName]!)) firstRow.set(row[placeName]!, i);
  });
  const places = readPlaces(placeTable, overrides);
  const rows = [...firstRow.values()];
  const location = [...firstRow.keys()];
  const index = new Map(location.map((name, i) => [name, i]));
  const day = values
    .timeColumn(cases, need(cases, 'time', overrides))
    .map((ms) => Math.floor(ms / DAY_MS));
  const firstDay = day.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const lastDay = day.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (day.length === 0) throw new AnalysisError('no-incidents', `${cases.file} holds no cases`);
  const days = lastDay - firstDay + 1;
  const table = new Float64Array(location.length * days);
  const countName = columnFor(cases, 'cases', overrides);
  const counts = countName === null ? null : numberColumn(cases, countName, { least: 0 });
  const caseName = need(cases, 'location', overrides);
  cases.rows.forEach((row, i) => {
    const begin = placeOf(cases, row[caseName]!, i, index) * days;
    table[begin + day[i]! - firstDay]! += counts?.[i] ?? 1;
  });
  return {
    kind: 'cases',
    location,
    x: Float64Array.from(rows, (row) => places.x[row]!),
    y: Float64Array.from(rows, (row) => places.y[row]!),
    projection: places.projection,
    firstDay,
    days,
    cases: table,
    population: readPopulation(files, overrides, values, { index, firstDay, days }),
  };
}

function readPopulation(
  files: CaseFiles,
  overrides: Record<string, string>,
  { timeColumn }: ValueReader,
  frame: { index: Map<string, number>; firstDay: number; days: number },
): Float64Array | null {
  const { index, firstDay, days } = frame;
  const source = files.population ?? files.cases;
  const name = columnFor(source, 'population', overrides);
  if (name === null) return null;
  const values = numberColumn(source, name, { least: 0 });
  const out = new Float64Array(index.size * days);
  const dayName = columnFor(source, 'time', overrides);
  const placeName = need(source, 'location', overrides);
  if (files.population !== null && dayName === null) {
    source.rows.forEach((row, i) => {
      const begin = placeOf(source, row[placeName]!, i, index) * days;
      out.fill(values[i]!, begin, begin + days);
    });
    return out;
  }
  const day = timeColumn(source, dayName!);
  const step = (i: number) => Math.floor(day[i]! / DAY_MS) - firstDay;
  source.rows.forEach((row, i) => {
    if (step(i) < 0 || step(i) >= days) return;
    out[placeOf(source, row[placeName]!, i, index) * days + step(i)] = values[i]!;
  });
  return out;
}

function placeOf(table: TextTable, name: string, row: number, index: Map<string, number>): number {
  const found = index.get(name);
  if (found !== undefined) return found;
  throw new AnalysisError('input-invalid', `${table.file} row ${row + 1}: no location ${name}`);
}

function need(
  table: TextTable,
  role: 'location' | 'time',
  overrides: Record<string, string>,
): string {
  const found = columnFor(table, role, overrides);
  if (found !== null) return found;
  throw new AnalysisError('input-invalid', `${table.file} has no ${role} column`);
}
