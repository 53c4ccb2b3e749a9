import { AnalysisError } from '../error.ts';
import type { Cell, MethodResult, ResultTable } from '../method.ts';
import { note } from '../notes.ts';
import type { Lattice } from './input.ts';
import { buildLinks, type Links } from './links.ts';

/** Cells of a lattice whose every value (and population) is known. */
function knownCells({ id, steps, values, population }: Lattice): number[] {
  const isKnown = (cell: number, column: Float64Array | null) =>
    column === null || !column.subarray(cell * steps, (cell + 1) * steps).some(Number.isNaN);
  return [...id.keys()].filter((cell) => isKnown(cell, values) && isKnown(cell, population));
}

function pick(lattice: Lattice, cells: readonly number[]): Lattice {
  const { steps } = lattice;
  const spread = (column: Float64Array) =>
    Float64Array.from(
      { length: cells.length * steps },
      (_, k) => column[cells[Math.floor(k / steps)]! * steps + (k % steps)]!,
    );
  const one = (column: Float64Array | null) =>
    column && Float64Array.from(cells, (i) => column[i]!);
  return {
    ...lattice,
    id: cells.map((i) => lattice.id[i]!),
    values: spread(lattice.values),
    population: lattice.population && spread(lattice.population),
    links: lattice.links && pickLinks(lattice.links, cells),
    x: one(lattice.x),
    y: one(lattice.y),
    geometry: lattice.geometry && cells.map((i) => lattice.geometry![i]!),
  };
}

function pickLinks({ offset, target, weight }: Links, cells: readonly number[]): Links {
  const place = new Map(cells.map((cell, i) => [cell, i]));
  const pairs = { from: [] as number[], to: [] as number[], weight: [] as number[] };
  cells.forEach((cell, i) => {
    for (let k = offset[cell]!; k < offset[cell + 1]!; k++) {
      const to = place.get(target[k]!);
      if (to === undefined) continue;
      pairs.from.push(i);
      pairs.to.push(to);
      pairs.weight.push(weight[k]!);
    }
  });
  return buildLinks(cells.length, pairs);
}

/**
 * Runs a method on the cells whose values are known; the others stand in its main table with nothing but their id, and
 * are nobody's neighbours. Throws `too-few` where no value is known.
 */
export function onKnownCells(
  lattice: Lattice,
  run: (known: Lattice) => MethodResult,
): MethodResult {
  const cells = knownCells(lattice);
  const unknown = lattice.id.length - cells.length;
  if (unknown === 0) return run(lattice);
  if (cells.length === 0)
    throw new AnalysisError(
      'too-few',
      lattice.steps > 1
        ? 'every cell lacks a value for some period; leave such periods out, or fill them'
        : 'no cell has a known value',
    );
  const result = run(pick(lattice, cells));
  const isPerCell = result.table.columns.id?.length === cells.length;
  return {
    ...result,
    table: isPerCell ? withUnknown(result.table, lattice, cells) : result.table,
    notes: [note('unknownCells', { count: unknown }), ...result.notes],
  };
}

function withUnknown(table: ResultTable, lattice: Lattice, cells: readonly number[]): ResultTable {
  const place = new Map(cells.map((cell, i) => [cell, i]));
  const fill = (column: ArrayLike<Cell>): Cell[] =>
    lattice.id.map((_, cell) => column[place.get(cell) ?? -1] ?? null);
  const columns = Object.entries(table.columns).map(([name, column]) => [name, fill(column)]);
  return {
    ...table,
    columns: { ...Object.fromEntries(columns), id: lattice.id },
    ...(table.geometry && lattice.geometry ? { geometry: lattice.geometry } : {}),
  };
}
