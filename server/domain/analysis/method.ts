import type { Geometry } from 'geojson';
import { type Static, type TObject, Type } from 'typebox';
import { Value } from 'typebox/value';
import { type FileProblem, problem, sayProblems } from '../../contract/file-problem.ts';
import { problemsOf } from '../../contract/schema-problems.ts';
import type { Note } from '../../contract/studies/note.ts';
import { inEnglish } from '../../contract/tell-file.ts';
import type { TableType } from './column-types.ts';
import { AnalysisError } from './error.ts';
import { type AnalysisInput, type InputKind, type InputOf, isPlanar } from './input/input.ts';
import { inUnit } from './measures.ts';

/** Called between chunks of long work with the share done (0..1); throws `cancelled` when told to stop. */
export type Tick = (fraction: number) => void;

/** What the caller of a method may ask of it while it runs. Both are called often: keep them cheap. */
export interface Control {
  onProgress?(fraction: number): void;
  isCancelled?(): boolean;
}

/** A value of a table: a number, text, switch or nothing; a list or record in JSON output only. */
export type Cell = number | string | boolean | null | readonly unknown[] | Record<string, unknown>;

/** Columns of equal length; a GeoJSON geometry a row where the rows have a place. */
export interface ResultTable {
  columns: Record<string, ArrayLike<Cell>>;
  /** Types of columns that have one whatever their rows hold; of any other it is that of its values. */
  types?: Readonly<Record<string, TableType>>;
  /** WGS-84, or the planar metres of a planar input. */
  geometry?: (Geometry | null)[];
  /** Whether x, y and geometry are metres of a plane nobody named, not degrees. */
  isPlanar?: boolean;
}

export interface MethodResult {
  /** Single figures of the study. */
  summary: Record<string, number | string | boolean | null>;
  /** The main table: what `--out FILE.csv` holds. */
  table: ResultTable;
  /** Further tables by name (JSON output only). */
  tables?: Record<string, ResultTable>;
  /** What the reader must know: snapped positions, incidents left out, ties. */
  notes: Note[];
}

/**
 * One method of analysis. The registry of these serves the command line, the HTTP jobs and the study
 * page alike. `run` is pure, synchronous (worker threads run it) and deterministic for its seed.
 */
export interface Method<S extends TObject = TObject, K extends InputKind = InputKind> {
  /** Its name on the command line and in the API. */
  id: string;
  /** Counts up when the same question would get another answer; stored with every result. */
  version: string;
  /** One sentence. */
  summary: string;
  /** The paper or standard its definition is from. */
  source: string;
  inputs: readonly K[];
  /** Rows far from all others stay, as rows of the answer (noise); else they are left out and named. */
  keepsFarRows?: true;
  /** Columns beyond the position or value that the input must have. */
  needs: readonly ('time' | 'category' | 'population')[];
  /** TypeBox object; every property has a description, a `unit` where it has one, and a default where it has one. */
  parameters: S;
  /** Meaning of each column of the main table, with its unit. */
  columns: Record<string, string>;
  run(input: InputOf<K>, parameters: Static<S>, tick: Tick): MethodResult;
}

/** Types a method by its parameters and inputs, then forgets them so that methods fit one list. */
export const defineMethod = <S extends TObject, K extends InputKind>(
  method: Method<S, K>,
): Method => method as unknown as Method;

/** Parameters as given (numbers may be strings, with a unit of length or time), completed with defaults. Throws `parameter-invalid`. */
export function readParameters(method: Method, given: Record<string, unknown>) {
  const known = method.parameters.properties;
  const names = Object.keys(known).join(', ');
  const foreign = Object.keys(given).filter((name) => !(name in known));
  if (foreign.length > 0)
    throw wrongParameters(
      foreign.map((field) => problem('field-not-of', { field, method: method.id, names })),
    );
  const schema = Type.Object(known, { additionalProperties: false });
  const measured = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      inUnit(value, (known[name] as { unit?: string }).unit),
    ]),
  );
  const read = Value.Default(schema, Value.Convert(schema, measured));
  if (!Value.Check(schema, read))
    throw wrongParameters(problemsOf([...Value.Errors(schema, read)], read));
  return read;
}

/** Everything that is wrong with the parameters, in one go. */
const wrongParameters = (problems: readonly FileProblem[]) =>
  new AnalysisError('parameter-invalid', sayProblems(problems, inEnglish), problems);

/** Throws `input-kind` where a method takes another kind of input. */
export function requireKind({ id, inputs }: Method, kind: InputKind): void {
  if (inputs.includes(kind)) return;
  throw new AnalysisError('input-kind', `${id} takes ${inputs.join(' or ')}, not ${kind}`);
}

/** Checks input and parameters and runs the method. Throws AnalysisError only, or a bug. */
export function runMethod(
  method: Method,
  input: AnalysisInput,
  given: Record<string, unknown> = {},
  control: Control = {},
): MethodResult {
  requireKind(method, input.kind);
  const parameters = readParameters(method, given);
  requireColumns(method, input);
  const tick: Tick = (fraction) => {
    control.onProgress?.(Math.min(1, fraction));
    if (control.isCancelled?.()) throw new AnalysisError('cancelled', `${method.id} was cancelled`);
  };
  tick(0);
  const result = method.run(input as never, parameters as never, tick);
  tick(1);
  return isPlanar(input) ? inPlane(result) : result;
}

/** The same result, its tables marked as holding metres of a plane. */
function inPlane(result: MethodResult): MethodResult {
  const mark = (table: ResultTable): ResultTable => ({ ...table, isPlanar: true });
  const tables = Object.entries(result.tables ?? {}).map(([name, table]) => [name, mark(table)]);
  return { ...result, table: mark(result.table), tables: Object.fromEntries(tables) };
}

function requireColumns(method: Method, input: AnalysisInput) {
  if (input.kind === 'incidents') {
    if (method.needs.includes('time') && input.startMs === null) {
      throw new AnalysisError(
        'no-time',
        `${method.id} needs a time, or start and end, for each row`,
      );
    }
    if (method.needs.includes('category') && input.category === null) {
      throw new AnalysisError('input-invalid', `${method.id} needs a category column`);
    }
  } else if (method.needs.includes('population') && input.population === null) {
    throw new AnalysisError('input-invalid', `${method.id} needs a population column`);
  }
}
