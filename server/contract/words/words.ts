import type { words as base } from './zh/index.ts';

type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> };

/** A dictionary: in every language the keys that the Chinese one has. */
export type Words = Same<typeof base>;
