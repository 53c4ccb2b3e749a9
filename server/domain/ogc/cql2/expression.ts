import type { Geometry } from 'geojson';

/** A literal or a property, as CQL2 JSON writes them (OGC 21-065r2, clause 6). */
export type Operand =
  | string
  | number
  | boolean
  | { property: string }
  | { date: string }
  | { timestamp: string }
  | { interval: readonly [string | { property: string }, string | { property: string }] }
  | { bbox: readonly number[] }
  | Geometry;

/** An operation of CQL2 JSON; what text says is read into the same. */
export interface Expression {
  op: Operator;
  args: readonly (Expression | Operand | readonly Operand[])[];
}

const LOGICAL = ['and', 'or', 'not'] as const;
export const COMPARISONS = ['=', '<>', '<', '<=', '>', '>='] as const;
const OTHER_COMPARISONS = ['isNull', 'like', 'between', 'in'] as const;
export const SPATIAL = [
  ...(['s_intersects', 's_disjoint', 's_within', 's_contains'] as const),
  ...(['s_touches', 's_crosses', 's_overlaps', 's_equals'] as const),
] as const;
export const TEMPORAL = [
  ...(['t_after', 't_before', 't_during', 't_equals', 't_intersects', 't_disjoint'] as const),
] as const;

export const OPERATORS = [
  ...LOGICAL,
  ...COMPARISONS,
  ...OTHER_COMPARISONS,
  ...SPATIAL,
  ...TEMPORAL,
] as const;
/** `ilike` is of a draft, and of no JSON. */
export type Operator = (typeof OPERATORS)[number] | 'ilike';

/** A literal that is a condition by itself. */
export const always = (value: boolean): Expression => ({ op: 'and', args: [value] });

/** Values that columns must have for any row to fulfil all of these, as far as plain equality says so. */
export function equalsOf(all: readonly Expression[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const { op, args } of all) {
    if (op === 'and') Object.assign(found, equalsOf(args as Expression[]));
    if (op !== '=') continue;
    const [name, value] = nameOf(args[0]) === undefined ? args.toReversed() : args;
    const column = nameOf(name);
    if (column !== undefined && nameOf(value) === undefined) found[column] = value;
  }
  return found;
}

const nameOf = (arg: Expression['args'][number] | undefined): string | undefined =>
  typeof arg === 'object' && arg !== null && 'property' in arg ? arg.property : undefined;
