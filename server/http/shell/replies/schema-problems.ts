import type { FastifyError } from 'fastify';
import type { FileProblem, FileProblemCode } from '../../../contract/file-problem.ts';

type Fault = NonNullable<FastifyError['validation']>[number];

/** What a field must be, by the keyword of the schema that it does not fit. */
const KEYWORDS: Record<
  string,
  readonly [FileProblemCode, (params: Record<string, unknown>) => unknown]
> = {
  maxLength: ['field-longer', ({ limit }) => limit],
  minLength: ['field-shorter', ({ limit }) => limit],
  maximum: ['field-above', ({ limit }) => limit],
  minimum: ['field-below', ({ limit }) => limit],
  maxItems: ['field-more', ({ limit }) => limit],
  minItems: ['field-fewer', ({ limit }) => limit],
};

/** What of a request does not fit its schema, each field once. */
export function problemsOf(faults: readonly Fault[]): FileProblem[] {
  const byField = new Map<string, FileProblem>();
  for (const { instancePath, keyword, params } of faults) {
    const field = instancePath.slice(1).replaceAll('/', '.');
    const lacking = (params as { requiredProperties?: string[] }).requiredProperties ?? [];
    for (const name of keyword === 'required' ? lacking : [])
      byField.set(`${field}.${name}`, { code: 'missing', values: { name } });
    if (keyword === 'required' || byField.has(field)) continue;
    const [code, limitOf] = KEYWORDS[keyword] ?? ['field-wrong', () => undefined];
    const limit = limitOf(params as Record<string, unknown>);
    byField.set(field, {
      code,
      values: { field, ...(typeof limit === 'number' ? { limit } : {}) },
    });
  }
  return [...byField.values()];
}
