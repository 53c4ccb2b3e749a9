import { bbox } from '@turf/bbox';
import type { Geometry, Position } from 'geojson';
import { AnalysisError } from '../../server/domain/analysis/error.ts';
import type { Lattice } from '../../server/domain/analysis/input/input.ts';
import { buildLinks, type Links } from '../../server/domain/analysis/input/links.ts';
import { ReadingError } from '../../server/domain/reading/problem.ts';
import { isYear, readPeriod, yearStart } from '../../server/domain/reading/times/periods.ts';
import type { TimeReader } from '../../server/domain/reading/times/times.ts';
import { columnFor, type TextTable } from './columns.ts';
import { readPlaces } from './read-incidents.ts';
import type { FileTable } from './read-table.ts';
import { numberColumn, type ValueReader } from './read-values.ts';

/**
 * A lattice from `id,value[,population][,period][,x,y]`, one row a cell, or a cell and period; or from
 * polygons with those properties. Periods are sorted as the times they name; a cell without a row for one
 * has value 0, an empty value is unknown (NaN). `neighbours` holds `id,neighbour[,weight]`, each link in the direction given.
 */
export function readLattice(
  table: FileTable,
  overrides: Record<string, string>,
  neighbours: TextTable | null,
  { times }: ValueReader,
): Lattice {
  const name = (role: 'id' | 'value' | 'population' | 'period') =>
    columnFor(table, role, overrides);
  const [idName, valueName] = [name('id'), name('value')];
  if (valueName === null) {
    throw new AnalysisError('input-invalid', `${table.file} has no value column`);
  }
  // Periods without cells are one series.
  const rowName = (i: number) => (name('period') === null ? String(i) : 'series');
  const rowId = table.rows.map((row, i) => (idName === null ? rowName(i) : row[idName]!));
  const periodName = name('period');
  const starts = periodName === null ? null : periodColumn(table, periodName, times);
  const periods = [...new Set(starts ?? [0])].sort((a, b) => a - b);
  const firstRow = new Map<string, number>();
  rowId.forEach((id, row) => {
    if (!firstRow.has(id)) firstRow.set(id, row);
  });
  const id = [...firstRow.keys()];
  const cellOf = new Map(id.map((cell, i) => [cell, i]));
  const stepOf = new Map(periods.map((period, i) => [period, i]));
  const steps = periods.length;
  const seen = new Uint8Array(id.length * steps);
  const at = table.rows.map((_, i) => {
    const step = starts === null ? 0 : stepOf.get(starts[i]!)!;
    const bin = cellOf.get(rowId[i]!)! * steps + step;
    if (seen[bin] === 1) {
      throw new AnalysisError(
        'input-invalid',
        `${table.file} row ${i + 1}: ${rowId[i]} comes twice`,
      );
    }
    seen[bin] = 1;
    return bin;
  });
  const spread = (column: string, least?: number) => {
    const out = new Float64Array(id.length * steps);
    numberColumn(table, column, {
      unknown: true,
      ...(least === undefined ? {} : { least }),
    }).forEach((value, i) => {
      out[at[i]!] = value;
    });
    return out;
  };
  const populationName = name('population');
  const rows = [...firstRow.values()];
  const geometry = table.geometry === null ? null : rows.map((row) => table.geometry![row]!);
  return {
    kind: 'lattice',
    id,
    steps,
    values: spread(valueName),
    population: populationName === null ? null : spread(populationName, 0),
    links: neighbours === null ? null : readLinks(neighbours, cellOf),
    stepMs: starts === null ? null : Float64Array.from(periods),
    ...centres(table, overrides, rows, geometry),
    geometry,
  };
}

/** When the period of each row begins. Throws `input-invalid` for a label that names no period. */
function periodColumn(table: TextTable, column: string, times: TimeReader): number[] {
  const known = new Map<string, number>();
  // A bare number is a day, but years are no days of 1975.
  const areYears = table.rows.every((row) => isYear(row[column] ?? ''));
  return table.rows.map((row, i) => {
    const label = row[column] ?? '';
    let start = known.get(label);
    if (start === undefined) {
      try {
        start = areYears ? yearStart(label, times.read) : readPeriod(label, times.read);
      } catch (error) {
        if (!(error instanceof ReadingError)) throw error;
        throw new AnalysisError(
          'input-invalid',
          `${table.file} row ${i + 1}: period ${JSON.stringify(label)}: ${error.message}`,
        );
      }
      known.set(label, start);
    }
    return start;
  });
}

/** Centres from x, y or lng, lat columns, else the middle of each shape's bounding box; none without either. */
function centres(
  table: FileTable,
  overrides: Record<string, string>,
  rows: number[],
  geometry: Geometry[] | null,
) {
  const has = (role: 'x' | 'lng') => columnFor(table, role, overrides) !== null;
  if (has('x') || has('lng')) {
    const places = readPlaces(table, overrides);
    return {
      x: Float64Array.from(rows, (row) => places.x[row]!),
      y: Float64Array.from(rows, (row) => places.y[row]!),
    };
  }
  if (geometry === null) return { x: null, y: null };
  const middles = geometry.map(middleOf);
  const text = middles.map(([lng, lat]) => ({ lng: String(lng), lat: String(lat) }));
  const { x, y } = readPlaces({ file: table.file, names: ['lng', 'lat'], rows: text }, {});
  return { x, y };
}

/** Middle of a shape's bounding box, as a point of the file's coordinates. */
function middleOf(shape: Geometry): Position {
  const [minX, minY, maxX, maxY] = bbox(shape);
  return [(minX + maxX) / 2, (minY + maxY) / 2];
}

/** Links from `id,neighbour[,weight]`. Throws `links-unknown` for a cell that is not in the lattice. */
function readLinks(table: TextTable, cellOf: Map<string, number>): Links {
  const from = columnFor(table, 'id') ?? table.names[0]!;
  const to = columnFor(table, 'neighbour') ?? table.names[1]!;
  const weightName = columnFor(table, 'weight');
  const cell = (name: string, row: number) => {
    const found = cellOf.get(name);
    if (found !== undefined) return found;
    throw new AnalysisError(
      'links-unknown',
      `${table.file} row ${row + 1}: there is no cell ${name}`,
    );
  };
  const weight = weightName === null ? undefined : numberColumn(table, weightName, { least: 0 });
  return buildLinks(cellOf.size, {
    from: table.rows.map((row, i) => cell(row[from]!, i)),
    to: table.rows.map((row, i) => cell(row[to]!, i)),
    ...(weight === undefined ? {} : { weight }),
  });
}
