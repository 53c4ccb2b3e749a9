import type { MethodInfo } from '../../../server/contract/studies/study.ts';

/** One parameter of a method as its JSON schema tells it. */
export interface Field {
  name: string;
  kind: 'number' | 'integer' | 'boolean' | 'choice' | 'text' | 'category';
  description: string;
  unit: string | null;
  default: unknown;
  /** Whether the method needs it and has no default. */
  isNeeded: boolean;
  isAdvanced: boolean;
  choices: string[];
  /** What it has a meaning for; everything unless told. */
  appliesTo?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  exclusiveMaximum?: number;
}

type Property = Partial<Field> & { type?: string; enum?: string[] };

/** Texts that name a category of incidents. */
const CATEGORY: ReadonlySet<string> = new Set(['above', 'below', 'target']);

/** What a first question is about; everything else is folded away. */
const FIRST: ReadonlySet<string> = new Set([
  ...[
    'epsM',
    'epsDays',
    'minPts',
    'minClusterSize',
    'bandwidthM',
    'kernel',
    'rule',
    'above',
    'below',
  ],
  ...[
    'resolution',
    'rings',
    'correction',
    'alpha',
    'steps',
    'stepDays',
    'model',
    'period',
    'maxDays',
  ],
  ...[
    'maxRadiusM',
    'replicates',
    'spaceEdgesM',
    'timeEdgesD',
    'permutations',
    'target',
    'horizonD',
  ],
  ...['cellM', 'shiftH', 'areaShares', 'contiguity', 'bandM'],
]);

/** Values worth a first try where the method has no default and the data tell none. */
const SUGGESTED: Record<string, Record<string, unknown>> = { 'st-dbscan': { epsDays: 7 } };

const kindOf = (name: string, { type, enum: choices }: Property): Field['kind'] => {
  if (choices) return 'choice';
  if (type === 'number' || type === 'integer' || type === 'boolean') return type;
  return CATEGORY.has(name) ? 'category' : 'text';
};

/** The parameters of a method in the order it lists them. */
export const fieldsOf = ({ parameters }: MethodInfo): Field[] => {
  const schema = parameters as { properties: Record<string, Property>; required?: string[] };
  return Object.entries(schema.properties).map(([name, property]) => {
    const isNeeded = !!schema.required?.includes(name) && property.default === undefined;
    const { type: _type, enum: choices, ...rest } = property;
    return {
      ...rest,
      name,
      kind: kindOf(name, property),
      description: property.description ?? '',
      unit: property.unit ?? null,
      default: property.default,
      isNeeded,
      isAdvanced: !isNeeded && !FIRST.has(name),
      choices: choices ?? [],
    };
  });
};

/** What a new question starts with: defaults and suggestions, the zone of the areas for time zones. */
export const firstValues = (method: MethodInfo, timeZone: string): Record<string, unknown> => ({
  ...Object.fromEntries(
    fieldsOf(method).flatMap(({ name, default: value }) =>
      value === undefined ? [] : [[name, name === 'timeZone' ? timeZone : value]],
    ),
  ),
  ...SUGGESTED[method.id],
});

/** Values as sent: what was left empty is left out, which is how a method is told to choose itself. */
export const givenValues = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== undefined && value !== null && value !== '',
    ),
  );

/** The parameter a refusal is about, from its detail `parameter-invalid: NAME: what is wrong`, or `NAME does not apply ...`. */
export const refusedField = (
  detail: string | undefined,
): { name: string; message: string } | null => {
  const match = /^parameter-invalid: (\w+)(?:: | (?=does not apply))(.+)$/s.exec(detail ?? '');
  return match ? { name: match[1]!, message: match[2]! } : null;
};

/**
 * Whether a parameter has a meaning, as its declaration says: some lay out incidents, and counts by grid are laid out already; a study of the
 * store always has an area; steps of time are of days or of the calendar.
 */
export const applies = (
  { appliesTo = '' }: Field,
  isCounted: boolean,
  { steps = 'days' }: Record<string, unknown> = {},
): boolean =>
  appliesTo !== 'uncovered' &&
  !(isCounted && LAYS_OUT.includes(appliesTo)) &&
  appliesTo !== (steps === 'days' ? 'calendar' : 'spans');
const LAYS_OUT = ['incidents', 'hexagons', 'squares'];

/** Whether a question is asked of counts by grid. */
export const isCounted = (method: MethodInfo, counts: boolean | undefined): boolean => {
  const grids = gridCounts(method);
  return grids === 'must' || (grids === 'may' && counts === true);
};

/** Whether a method may, must or cannot be asked of counts by grid: those that need times have no use for totals. */
export const gridCounts = ({ inputs, needs }: MethodInfo): 'may' | 'must' | 'cannot' => {
  if (!inputs.includes('incidents') && inputs.includes('lattice')) return 'must';
  return inputs.includes('lattice') && !needs.includes('time') ? 'may' : 'cannot';
};
