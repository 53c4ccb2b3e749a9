import type { FileProblem, FileProblemCode } from './file-problem.ts';
import { type Fault, meantFaults } from './meant-faults.ts';

/** What a field must be, by the keyword of the schema that it does not fit, and how far. */
const LIMITS: Record<string, FileProblemCode> = {
  maxLength: 'field-longer',
  minLength: 'field-shorter',
  maximum: 'field-above',
  minimum: 'field-below',
  exclusiveMaximum: 'field-not-below',
  exclusiveMinimum: 'field-not-above',
  maxItems: 'field-more',
  minItems: 'field-fewer',
};

const TYPES: Record<string, FileProblemCode> = {
  string: 'field-text',
  number: 'field-number',
  integer: 'field-whole',
  boolean: 'field-yes-or-no',
  array: 'field-list',
  object: 'field-parts',
};

/** What says more comes first where several do not fit one field: a choice fails once for each of its values, and as a whole. */
const ORDER = ['const', 'enum', 'type', 'format', 'pattern'];
const UNSAID = /password|secret|token|code/i;
const GIVEN_MAX = 60;

/** What of a value does not fit its schema, each field once: its name, what was given where that is short and no secret, and what is right. */
export function problemsOf(faults: readonly Fault[], value: unknown): FileProblem[] {
  const byField = new Map<string, Fault[]>();
  const problems: FileProblem[] = [];
  const unknown = new Set<string>();
  for (const fault of meantFaults(faults)) {
    const field = fieldOf(fault);
    const { additionalProperties = [], requiredProperties = [] } = fault.params as {
      additionalProperties?: string[];
      requiredProperties?: string[];
    };
    if (fault.keyword === 'required')
      problems.push(
        ...requiredProperties.map((name) => ({
          code: 'missing' as const,
          values: { name: field ? `${field}.${name}` : name },
        })),
      );
    else if (fault.keyword === 'additionalProperties')
      for (const name of additionalProperties) unknown.add(field ? `${field}.${name}` : name);
    else byField.set(field, [...(byField.get(field) ?? []), fault]);
  }
  for (const field of unknown) problems.push({ code: 'field-unknown', values: { field } });
  const fields = [...byField.keys()];
  for (const [field, own] of byField) {
    // Where something within it is named, that says it.
    const isNamed = [...unknown, ...fields].some((other) => other.startsWith(`${field}.`));
    if (unknown.has(field) || (isNamed && own.every(({ keyword }) => keyword === 'anyOf')))
      continue;
    problems.push(problemOf(field, own, givenAt(value, field)));
  }
  return problems;
}

const fieldOf = ({ instancePath }: Fault) => instancePath.slice(1).replaceAll('/', '.');

function problemOf(field: string, faults: readonly Fault[], given: string | null): FileProblem {
  const rank = ({ keyword }: Fault) =>
    keyword in LIMITS ? -1 : ORDER.indexOf(keyword) + 1 || ORDER.length + 1;
  const [first] = [...faults].sort((a, b) => rank(a) - rank(b));
  const { keyword } = first!;
  const params = first!.params as Record<string, unknown>;
  const told = { field, given: given === null || UNSAID.test(field) ? '…' : given };
  const choices = faults.flatMap((one) => {
    const { allowedValue, allowedValues = [] } = one.params as {
      allowedValue?: unknown;
      allowedValues?: unknown[];
    };
    return one.keyword === 'const' ? [allowedValue] : one.keyword === 'enum' ? allowedValues : [];
  });
  if (choices.length > 0)
    return { code: 'field-choice', values: { ...told, choices: choices.join(', ') } };
  const limited = LIMITS[keyword];
  if (limited)
    return {
      code: limited,
      values: { ...told, limit: Number(params.limit ?? params.comparison) },
    };
  const typed = keyword === 'type' ? TYPES[String(params.type)] : undefined;
  if (typed) return { code: typed, values: told };
  if (keyword === 'format' || keyword === 'pattern')
    return {
      code: 'field-form',
      values: { ...told, form: String(params.format ?? params.pattern) },
    };
  return { code: 'field-wrong', values: told };
}

/** The value of a field as it is said; null where it is none, or too long to be said. */
function givenAt(value: unknown, field: string): string | null {
  const at = field
    .split('.')
    .reduce<unknown>((within, name) => (within as Record<string, unknown> | null)?.[name], value);
  if (typeof at !== 'string' && typeof at !== 'number' && typeof at !== 'boolean') return null;
  const text = String(at);
  return text.length > GIVEN_MAX ? `${text.slice(0, GIVEN_MAX)}…` : text;
}
