import type { AnalysisInput } from '../../server/domain/analysis/input/input.ts';
import type { Method } from '../../server/domain/analysis/method.ts';
import { columnFor } from './columns.ts';
import { readCases } from './read-cases.ts';
import { readIncidents } from './read-incidents.ts';
import { readLattice } from './read-lattice.ts';
import { type FileTable, readTable } from './read-table.ts';

/** Files of a study, as given on the command line. */
export interface InputFiles {
  in: string;
  area?: string;
  neighbours?: string;
  locations?: string;
  population?: string;
  /** Column names by role. */
  columns: Record<string, string>;
}

/** Reads what a method takes from its files: the kind that fits the columns. */
export async function readInput(method: Method, files: InputFiles): Promise<AnalysisInput> {
  const optional = (file: string | undefined) => (file === undefined ? null : readTable(file));
  const table = await readTable(files.in);
  const kind = kindOf(method, table, files);
  if (kind === 'lattice')
    return readLattice(table, files.columns, await optional(files.neighbours));
  if (kind === 'cases') {
    const [locations, population] = [
      await optional(files.locations),
      await optional(files.population),
    ];
    return readCases({ cases: table, locations, population }, files.columns);
  }
  const area = await optional(files.area);
  return readIncidents(table, files.columns, area === null ? null : (area.geometry ?? []));
}

/** The only kind a method takes, else what the columns look like. */
function kindOf(method: Method, table: FileTable, files: InputFiles): AnalysisInput['kind'] {
  if (method.inputs.length === 1) return method.inputs[0]!;
  const has = (role: 'cases' | 'location' | 'value') =>
    columnFor(table, role, files.columns) !== null;
  const isPolygons = table.geometry?.some((shape) => shape?.type.endsWith('Polygon')) ?? false;
  const looksLikeLattice = files.neighbours !== undefined || isPolygons || has('value');
  if (method.inputs.includes('lattice') && looksLikeLattice) return 'lattice';
  const looksLikeCases = files.locations !== undefined || has('cases');
  if (method.inputs.includes('cases') && looksLikeCases && has('location')) return 'cases';
  return 'incidents';
}
