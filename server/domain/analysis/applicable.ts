import { AnalysisError } from './error.ts';
import { isOfH3 } from './hotspot/h3-lattice.ts';
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

/** When a parameter has a meaning, as its declaration says in `appliesTo`: beside which inputs and which other parameters. */
export const APPLIES_TO = {
  incidents: { to: 'incidents', holds: ({ kind }) => kind === 'incidents' },
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
  places: { to: 'scans of places (dimension)', holds: (_, { dimension }) => dimension !== 'time' },
  times: { to: 'scans of times (dimension)', holds: (_, { dimension }) => dimension !== 'space' },
  prospective: {
    to: 'prospective scans of times (period, dimension)',
    holds: (_, { dimension, period }) => period === 'prospective' && dimension !== 'space',
  },
} as const satisfies Record<string, Applies>;
export type AppliesTo = keyof typeof APPLIES_TO;

interface Declared {
  appliesTo?: AppliesTo;
  default?: unknown;
}

/** Names of a selection, as they are told on the command line. */
const SELECTED = { categories: 'category', fromMs: 'from', toMs: 'to' } as const;

/**
 * Refuses what would be dropped: a selection from what is taken whole, and parameters that have no meaning for this input or
 * beside the others (one given as it is by default changes nothing and passes). Throws `parameter-invalid`.
 */
export function requireApplicable(
  method: Method,
  input: AnalysisInput,
  { selection, parameters }: { selection: Selection; parameters: Record<string, unknown> },
): void {
  const refuse = (name: string, to: string): never => {
    throw new AnalysisError(
      'parameter-invalid',
      `${name} does not apply here: it belongs to ${to}, and the input is ${WHAT[input.kind]}`,
    );
  };
  for (const [key, name] of Object.entries(SELECTED))
    if (selection[key as keyof Selection] !== undefined && input.kind !== 'incidents')
      refuse(name, 'incidents');
  const all = method.parameters.properties as Record<string, Declared>;
  const defaults = Object.entries(all).map(([name, { default: value }]) => [name, value]);
  const chosen = { ...Object.fromEntries(defaults), ...parameters };
  for (const [name, given] of Object.entries(parameters)) {
    const declared = all[name] ?? {};
    if (declared.appliesTo === undefined || String(given) === String(declared.default)) continue;
    const { to, holds }: Applies = APPLIES_TO[declared.appliesTo];
    if (!holds(input, chosen)) refuse(name, to);
  }
}

const WHAT: Record<AnalysisInput['kind'], string> = {
  incidents: 'incidents',
  lattice: 'a lattice',
  cases: 'a case table',
};
