import { type TSchema, Type } from 'typebox';
import type { AppliesTo } from './applicable.ts';

/** A length parameter, metres, greater than 0. */
export const metres = (description: string, options: { default?: number } = {}) =>
  Type.Number({ unit: 'm', exclusiveMinimum: 0, maximum: 1e8, description, ...options });

/** A span of time, days, greater than 0. */
export const days = (description: string, options: { default?: number } = {}) =>
  Type.Number({ unit: 'days', exclusiveMinimum: 0, maximum: 1e6, description, ...options });

/** A whole number within a range. */
export const count = (
  description: string,
  options: { minimum: number; maximum: number; default?: number },
) => Type.Integer({ description, ...options });

/** A probability or share within (0, 1). */
export const share = (description: string, options: { default?: number } = {}) =>
  Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1, description, ...options });

/** One of a few names; the first is the default. */
export const choice = <const T extends string>(description: string, names: readonly T[]) =>
  Type.Enum([...names] as T[], { default: names[0], description });

/** A switch, off unless told. */
export const flag = (description: string) => Type.Boolean({ default: false, description });

/** A parameter that may be left out and then has the meaning its description gives. */
export const optional = <T extends TSchema>(schema: T) => Type.Optional(schema);

/** Replicates of a simulated null distribution. */
export const permutations = (description: string, fallback: number) =>
  count(description, { minimum: 0, maximum: 99_999, default: fallback });

/** A parameter that has a meaning for some inputs only, and is refused beside others. */
export const only = <T extends TSchema>(appliesTo: AppliesTo, schema: T): T =>
  Object.assign(schema, { appliesTo });

/** Seed of everything random in a method; of its simulations unless it says otherwise by `only`. */
export const seed = (description: string) =>
  only(
    'simulated',
    count(description, { minimum: 0, maximum: Number.MAX_SAFE_INTEGER, default: 1 }),
  );
