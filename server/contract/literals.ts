import { Type } from 'typebox';

/** A schema of one of the given strings, typed as their union. */
export function literals<T extends string>(
  values: readonly T[],
  options: { description?: string; default?: T } = {},
) {
  return Type.Unsafe<T>(
    Type.Union(
      values.map((value) => Type.Literal(value)),
      options,
    ),
  );
}
