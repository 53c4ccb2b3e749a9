import {
  type Static,
  type TObject,
  type TObjectOptions,
  type TOptional,
  type TProperties,
  type TSchema,
  Type,
} from 'typebox';

/**
 * The schemas of TypeBox's `Record`, `Pick`, `Omit` and `Partial`, which bring its whole type engine with them: 10 kB, gzipped, of every page
 * that calls a route.
 */

/** An object of such values under any names. */
export const record = <V extends TSchema>(value: V, options: TObjectOptions = {}) =>
  Type.Unsafe<Record<string, Static<V>>>({
    ...{ type: 'object', patternProperties: { '^.*$': value } },
    ...options,
  });

const filter = <P extends TProperties, K extends keyof P>(
  { properties }: TObject<P>,
  isKept: (key: string) => boolean,
) => Object.fromEntries(Object.entries(properties).filter(([key]) => isKept(key))) as Pick<P, K>;

/** An object of these of its properties. */
export const pick = <P extends TProperties, const K extends keyof P & string>(
  object: TObject<P>,
  keys: readonly K[],
  options: TObjectOptions = {},
): TObject<Pick<P, K>> =>
  Type.Object(
    filter<P, K>(object, (key) => keys.some((one) => one === key)),
    options,
  );

/** An object without these of its properties. */
export const omit = <P extends TProperties, const K extends keyof P & string>(
  object: TObject<P>,
  keys: readonly K[],
): TObject<Omit<P, K>> =>
  Type.Object(filter<P, Exclude<keyof P, K>>(object, (key) => !keys.some((one) => one === key)));

/** An object of which every property may be left out. */
export const partial = <P extends TProperties>(
  { properties }: TObject<P>,
  options: TObjectOptions = {},
): TObject<{ [K in keyof P]: TOptional<P[K]> }> =>
  Type.Object(
    Object.fromEntries(
      Object.entries(properties).map(([key, value]) => [key, Type.Optional(value)]),
    ) as { [K in keyof P]: TOptional<P[K]> },
    options,
  );

/** The same, of which no part may have a field that it does not name: where somebody states it, such a field is a mistake. */
export function closed<S extends TSchema>(schema: S): S {
  // What is optional is so by what is not enumerated.
  const copy = Object.create(
    Object.getPrototypeOf(schema),
    Object.getOwnPropertyDescriptors(schema),
  );
  if (copy.properties)
    Object.assign(copy, {
      additionalProperties: false,
      properties: Object.fromEntries(
        Object.entries(copy.properties as TProperties).map(([key, part]) => [key, closed(part)]),
      ),
    });
  if (copy.items) copy.items = closed(copy.items);
  return copy;
}
