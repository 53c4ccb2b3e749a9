import { problem } from '../../contract/file-problem.ts';
import { AnalysisError } from './error.ts';
import { isOfH3 } from './hotspot/h3-lattice.ts';
import { hasDatesOnly } from './input/dates-only.ts';
import type { AnalysisInput } from './input/input.ts';
import type { Selection } from './input/select.ts';
import type { Method } from './method.ts';

/** What the other parameters of a study are, as given or by default. */
type Chosen = Readonly<Record<string, unknown>>;
interface Applies {
  to: string;
  holds: (input: AnalysisInput, chosen: Chosen) => boolean;
}

const laysHexagons: Applies['holds'] = (input, { cells }) =>
  input.kind === 'incidents' && (cells === 'h3' || (cells === 'auto' && input.projection !== null));
const laysSquares: Applies['holds'] = (input, chosen) =>
  input.kind === 'incidents' && !laysHexagons(input, chosen);
const isUnlinked = (input: AnalysisInput) => input.kind !== 'lattice' || input.links === null;
/** Numbers of replicates of a simulated null distribution, by any of their names. */
const REPLICATES = ['permutations', 'replicates', 'bootstraps'];
/** All are given, or none is. */
const isFitted = ({ backgroundPerDay }: Chosen) => backgroundPerDay === undefined;

/** When a parameter has a meaning, as its declaration says in `appliesTo`: beside which inputs and which other parameters. */
export const APPLIES_TO = {
  incidents: { to: 'incidents', holds: ({ kind }) => kind === 'incidents' },
  spans: {
    to: 'incidents in steps of days (steps)',
    holds: ({ kind }, { steps }) => kind === 'incidents' && steps === 'days',
  },
  calendar: {
    to: 'incidents in steps of the calendar (steps)',
    holds: ({ kind }, { steps }) => kind === 'incidents' && steps !== 'days',
  },
  timed: {
    to: 'incidents with times',
    holds: (input) => input.kind === 'incidents' && input.startMs !== null,
  },
  dated: {
    to: 'incidents of whole days without times',
    holds: (input) =>
      input.kind === 'incidents' && (input.startMs?.length === 0 || hasDatesOnly(input)),
  },
  uncovered: {
    to: 'incidents without a study area',
    holds: (input) => input.kind === 'incidents' && input.area === null,
  },
  hexagons: { to: 'incidents counted in cells of H3 (cells)', holds: laysHexagons },
  squares: { to: 'incidents counted in squares (cells)', holds: laysSquares },
  unlinked: { to: 'a study whose neighbours are not given', holds: isUnlinked },
  rings: {
    to: 'incidents, or cells named by H3 ids, whose neighbours are given neither by links nor by bandM',
    holds: (input, { bandM }) =>
      bandM === undefined &&
      (input.kind === 'incidents' ||
        (input.kind === 'lattice' && input.links === null && isOfH3(input))),
  },
  shapes: {
    to: 'squares and polygons whose neighbours are given neither by links nor by bandM',
    holds: (input, chosen) =>
      chosen.bandM === undefined &&
      (laysSquares(input, chosen) ||
        (input.kind === 'lattice' && input.links === null && input.geometry !== null)),
  },
  bandwidth: {
    to: 'a bandwidth that is chosen, and bandwidthM gives it',
    holds: (_, { bandwidthM }) => bandwidthM === undefined,
  },
  size: {
    to: 'cells whose side is not given (cellM)',
    holds: (_, { cellM }) => cellM === undefined,
  },
  kernel: {
    to: 'a background that follows the incidents (background)',
    holds: (_, { background }) => background === 'kernel',
  },
  fitted: {
    to: 'processes that are fitted, not given by backgroundPerDay and the three beside it',
    holds: (_, chosen) => isFitted(chosen),
  },
  simulated: {
    to: `tests by simulation (${REPLICATES.join(', ')} above 0)`,
    holds: (_, chosen) => REPLICATES.some((name) => Number(chosen[name] ?? 0) > 0),
  },
  excesses: {
    to: 'scans for more than expected (rates)',
    holds: (_, { rates }) => rates !== 'low',
  },
  places: { to: 'scans of places (dimension)', holds: (_, { dimension }) => dimension !== 'time' },
  times: { to: 'scans of times (dimension)', holds: (_, { dimension }) => dimension !== 'space' },
  prospective: {
    to: 'prospective scans of times that are tested (period, dimension, replicates)',
    holds: (_, { dimension, period, replicates }) =>
      period === 'prospective' && dimension !== 'space' && Number(replicates) > 0,
  },
} as const satisfies Record<string, Applies>;
export type AppliesTo = keyof typeof APPLIES_TO;

interface Declared {
  appliesTo?: AppliesTo;
  default?: unknown;
}

/** Names of a selection, as they are told on the command line. */
const SELECTED = { categories: 'category', fromMs: 'from', toMs: 'to' } as const;

/** Refuses a selection from what is taken whole. Throws `parameter-invalid`. */
export function requireSelectable(input: AnalysisInput, selection: Selection): void {
  for (const [key, name] of Object.entries(SELECTED))
    if (selection[key as keyof Selection] !== undefined && input.kind !== 'incidents')
      refuse(name, 'incidents', input);
}

/**
 * Refuses parameters that would be dropped: that have no meaning for this input, or beside the others (one given as it is by
 * default changes nothing and passes). Throws `parameter-invalid`.
 */
export function requireApplicable(
  method: Method,
  input: AnalysisInput,
  parameters: Record<string, unknown>,
): void {
  const all = declaredOf(method);
  for (const [name, given] of Object.entries(parameters)) {
    const { appliesTo: of, default: fallback } = all[name] ?? {};
    if (of === undefined || String(given) === String(fallback)) continue;
    if (!appliesTo(method, input, parameters, name)) refuse(name, APPLIES_TO[of].to, input);
  }
}

/** Whether a parameter has a meaning for this input and beside the others. */
export function appliesTo(
  method: Method,
  input: AnalysisInput,
  parameters: Record<string, unknown>,
  name: string,
): boolean {
  const all = declaredOf(method);
  const of = all[name]?.appliesTo;
  if (of === undefined) return true;
  const defaults = Object.entries(all).map(([each, told]) => [each, told?.default]);
  const { holds }: Applies = APPLIES_TO[of];
  return holds(input, { ...Object.fromEntries(defaults), ...parameters });
}

const declaredOf = (method: Method) =>
  method.parameters.properties as Record<string, Declared | undefined>;

function refuse(name: string, to: string, { kind }: AnalysisInput): never {
  throw new AnalysisError(
    'parameter-invalid',
    `${name} does not apply here: it belongs to ${to}, and the input is ${WHAT[kind]}`,
    [problem('field-idle', { field: name })],
  );
}

const WHAT: Record<AnalysisInput['kind'], string> = {
  incidents: 'incidents',
  lattice: 'a lattice',
  cases: 'a case table',
};
