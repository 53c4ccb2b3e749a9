import { AnalysisError } from './error.ts';
import { isOfH3 } from './hotspot/h3-lattice.ts';
import type { AnalysisInput } from './input/input.ts';
import type { Selection } from './input/select.ts';
import type { Method } from './method.ts';

/** When a parameter has a meaning, as its declaration says in `appliesTo`. */
export const APPLIES_TO = {
  incidents: {
    to: 'incidents',
    holds: (input: AnalysisInput) => input.kind === 'incidents',
  },
  unlinked: {
    to: 'a study whose neighbours are not given',
    holds: (input: AnalysisInput) => input.kind !== 'lattice' || input.links === null,
  },
  rings: {
    to: 'incidents, or cells named by H3 ids whose neighbours are not given',
    holds: (input: AnalysisInput) =>
      input.kind === 'incidents' ||
      (input.kind === 'lattice' && input.links === null && isOfH3(input)),
  },
  shapes: {
    to: 'squares and polygons whose neighbours are not given',
    holds: (input: AnalysisInput) =>
      input.kind !== 'lattice' || (input.links === null && input.geometry !== null),
  },
} as const satisfies Record<string, { to: string; holds: (input: AnalysisInput) => boolean }>;
export type AppliesTo = keyof typeof APPLIES_TO;

/** Names of a selection, as they are told on the command line. */
const SELECTED = { categories: 'category', fromMs: 'from', toMs: 'to' } as const;

/**
 * Refuses what would be dropped: a selection from what is taken whole, and parameters that have no meaning for this input
 * (one given as it is by default changes nothing and passes). Throws `parameter-invalid`.
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
  for (const [name, given] of Object.entries(parameters)) {
    const declared = (method.parameters.properties[name] ?? {}) as {
      appliesTo?: AppliesTo;
      default?: unknown;
    };
    if (declared.appliesTo === undefined || String(given) === String(declared.default)) continue;
    const { to, holds } = APPLIES_TO[declared.appliesTo];
    if (!holds(input)) refuse(name, to);
  }
}

const WHAT: Record<AnalysisInput['kind'], string> = {
  incidents: 'incidents',
  lattice: 'a lattice',
  cases: 'a case table',
};
