import { tellNotesOfFile } from '../../server/contract/tell-file.ts';
import { AnalysisError } from '../../server/domain/analysis/error.ts';
import type { AnalysisInput } from '../../server/domain/analysis/input/input.ts';
import type { Method } from '../../server/domain/analysis/method.ts';
import { columnNamed } from '../../server/domain/reading/tables/columns.ts';
import type { TimeFormat } from '../../server/domain/reading/times/times.ts';
import { type ColumnRole, columnFor } from './columns.ts';
import { readCases } from './read-cases.ts';
import { readIncidents } from './read-incidents.ts';
import { readLattice } from './read-lattice.ts';
import { isSatscan } from './read-satscan.ts';
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

const PLACE: readonly ColumnRole[] = ['lng', 'lat', 'x', 'y'];
/** What a column can be told to be, by kind of input. */
const ROLES: Record<AnalysisInput['kind'], readonly ColumnRole[]> = {
  incidents: [...PLACE, 'time', 'start', 'end', 'category', 'id', 'weight'],
  lattice: [...PLACE, 'id', 'value', 'population', 'period'],
  cases: [...PLACE, 'location', 'time', 'cases', 'population', 'covariate'],
};

/**
 * Reads what a method takes from its files: the kind that fits the columns. What a reader must know is added to `notes`.
 * Throws `parameter-invalid` for what would be dropped: a file, a column or a way of writing times that this kind or method
 * has no use for.
 */
export async function readInput(
  method: Method,
  files: InputFiles,
  notes: string[] = [],
): Promise<AnalysisInput> {
  const optional = async (file: string | undefined) =>
    file === undefined ? null : readTable(file, notes);
  const table = await readTable(files.in, notes);
  const kind = kindOf(method, table, files);
  const refuse = (option: string, why: string): never => {
    throw new AnalysisError('parameter-invalid', `--${option} does not apply: ${why}`);
  };
  const readAs = `${files.in} is read as ${kind}`;
  for (const [name, needed] of Object.entries(FURTHER))
    if (files[name as keyof typeof FURTHER] !== undefined && kind !== needed)
      refuse(name, `${readAs}, and it belongs to ${needed}`);
  // Methods that set cells beside each other can be told how near those are.
  if (files.neighbours !== undefined && !('bandM' in method.parameters.properties))
    refuse('neighbours', `${method.id} sets no cell beside another`);
  const locations = await optional(files.locations);
  const population = await optional(files.population);
  const names = [table, locations, population].flatMap((one) => one?.names ?? []);
  for (const [role, column] of Object.entries(files.columns)) {
    if (!(ROLES[kind] as readonly string[]).includes(role))
      refuse(`columns ${role}`, `${readAs}, whose columns are ${ROLES[kind].join(', ')}`);
    columnIn(names, column);
  }
  const monthFirst = isSatscan(files.in) ? ('mm/dd/yyyy' as const) : undefined;
  const values = createValueReader(files.timeZone, files.timeFormat ?? monthFirst);
  const input = await inputOf();
  for (const [name, given] of Object.entries({
    timeFormat: files.timeFormat,
    timeZone: files.timeZone === 'UTC' ? undefined : files.timeZone,
  }))
    if (given !== undefined && !isTimed(input)) refuse(name, `${files.in} has no times`);
  notes.push(...tellNotesOfFile(values.notes()).notes);
  return input;

  async function inputOf(): Promise<AnalysisInput> {
    if (kind === 'lattice')
      return readLattice(table, files.columns, await optional(files.neighbours), values);
    if (kind === 'cases')
      return readCases({ cases: table, locations, population }, files.columns, values);
    const area = await optional(files.area);
    return readIncidents(table, files.columns, area && (area.geometry ?? []), values, notes);
  }
}

/** @throws AnalysisError `parameter-invalid` naming the columns there are. */
function columnIn(names: readonly string[], column: string): void {
  try {
    columnNamed(names, column);
  } catch (error) {
    throw new AnalysisError('parameter-invalid', `--columns: ${(error as Error).message}`);
  }
}

const isTimed = (input: AnalysisInput): boolean =>
  input.kind === 'incidents'
    ? input.startMs !== null
    : input.kind === 'lattice'
      ? input.stepMs !== null
      : input.isDated !== false;

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
