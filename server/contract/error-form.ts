import { Type } from 'typebox';
import { ErrorReply } from './error.ts';

/** How errors are told at an address: as the standard there has them, or as all else of ours. */
export type ErrorForm = 'ogc' | 'open311' | 'own';

/** By where an address begins. */
const FORMS: readonly [RegExp, ErrorForm][] = [
  [/^\/ogc\b/, 'ogc'],
  [/^\/api\/v1\/open311\/v2\//, 'open311'],
];

export const errorFormOf = (address: string): ErrorForm =>
  FORMS.find(([begin]) => begin.test(address))?.[1] ?? 'own';

/** Errors of GeoReport v2: a list of one, with what every error of ours says beside what the standard does. */
export const Open311Errors = Type.Array(
  Type.Object({
    code: Type.Integer({ description: 'The status' }),
    description: Type.String(),
    ...ErrorReply.properties,
  }),
);
