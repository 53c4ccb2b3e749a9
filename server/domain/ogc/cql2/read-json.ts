import { ReadingError } from '../../reading/problem.ts';
import { always, type Expression, OPERATORS } from './expression.ts';

/** Names of operations, whatever case they are written in. */
const KNOWN = new Map(OPERATORS.map((op) => [op.toLowerCase(), op]));
const DEPTH_MAX = 50;

/** Reads CQL2 JSON. @throws ReadingError where it is no JSON, or has an operation that is not known. */
export function readCql2Json(source: string): Expression {
  let parsed: unknown;
  try {
    parsed = JSON.parse(source);
  } catch {
    throw new ReadingError('filter: not valid JSON');
  }
  return expressionOf(parsed, 0);
}

function expressionOf(value: unknown, depth: number): Expression {
  if (typeof value === 'boolean') return always(value);
  const { op, args } = (value ?? {}) as { op?: unknown; args?: unknown };
  const known = KNOWN.get(String(op).toLowerCase());
  if (!known || !Array.isArray(args))
    throw new ReadingError(
      `filter: an operation has "op", one of ${OPERATORS.join(', ')}, and "args", a list`,
    );
  if (depth > DEPTH_MAX) throw new ReadingError(`filter: at most ${DEPTH_MAX} levels deep`);
  return {
    op: known,
    args: args.map((arg) => {
      const { interval, op: inner } = arg instanceof Object ? arg : {};
      if (interval !== undefined && !(Array.isArray(interval) && interval.length === 2))
        throw new ReadingError('filter: an interval is a list of two ends');
      return inner === undefined ? arg : expressionOf(arg, depth + 1);
    }),
  };
}
