import { AnalysisError } from '../../server/domain/analysis/error.ts';
import type { AnalysisInput } from '../../server/domain/analysis/input/input.ts';
import type { Method } from '../../server/domain/analysis/method.ts';
import type { TimeFormat } from '../../server/domain/reading/times.ts';
import { columnFor } from './columns.ts';
import { readCases } from './read-cases.ts';
import { readIncidents } from './read-incidents.ts';
import { readLattice } from './read-lattice.ts';
import { type FileTable, readTable } from './read-table.ts';
import { createValueReader } from './read-values.ts';

/** Files of a study, as given on the command line. */
export interface InputFiles {
  in: string;
  area?: string;
  neighbours?: string;
  locations?: string;
  population?: string;
  /** Column names by role. */
  columns: Record<string, string>;
  /** Zone of times without an offset; UTC unless told. */
  timeZone?: string;
  timeFormat?: TimeFormat;
}

/** Which kind of input each further file belongs to. */
const FURTHER = {
  area: 'incidents',
  neighbours: 'lattice',
  locations: 'cases',
  population: 'cases',
} as const satisfies Partial<Record<keyof InputFiles, AnalysisInput['kind']>>;

/**
 * Reads what a method takes from its files: the kind that fits the columns. What a reader must know is added to `notes`.
 * Throws `parameter-invalid` for a file that this kind has no use for.
 */
export async function readInput(
  method: Method,
  files: InputFiles,
  notes: string[] = [],
): Promise<AnalysisInput> {
  const optional = (file: string | undefined) =>
    file === undefined ? null : readTable(file, notes);
  const table = await readTable(files.in, notes);
  const kind = kindOf(method, table, files);
  for (const [name, needed] of Object.entries(FURTHER))
    if (files[name as keyof typeof FURTHER] !== undefined && kind !== needed)
      throw new AnalysisError(
        'parameter-invalid',
        `--${name} does not apply: ${files.in} is read as ${kind}, and it belongs to ${needed}`,
      );
  const values = createValueReader(files.timeZone, files.timeFormat);
  const input = await inputOf();
  notes.push(...values.times.notes());
  return input;

  async function inputOf(): Promise<AnalysisInput> {
    if (kind === 'lattice')
      return readLattice(table, files.columns, await optional(files.neighbours), values);
    if (kind === 'cases') {
      const [locations, population] = [
        await optional(files.locations),
        await optional(files.population),
      ];
      return readCases({ cases: table, locations, population }, files.columns, values);
    }
    const area = await optional(files.area);
    return readIncidents(table, files.columns, area && (area.geometry ?? []), values, notes);
  }
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
