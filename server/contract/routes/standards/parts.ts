import { Type } from 'typebox';
import { IdParam } from '../parts.ts';

/** What operations of the standards have in common: they lie at /ogc, and keys read them. */
export const STANDARD = {
  base: '/ogc',
  method: 'GET',
  tags: ['open standards'],
  access: 'reader',
  scope: 'own-area',
} as const;

/** Path parameters. */
export const Collection = { collectionId: Type.String({ maxLength: 64 }) };
export const Study = { studyId: IdParam };
export const Patrol = { patrolId: IdParam };
export const Track = { ...Patrol, handheldId: IdParam };

/** What lies within the caller's area as its patrol does. */
export const OF_PATROL = { patrol: 'params.patrolId' } as const;

/** A part of a question: checked in the handler, so that what is wrong is answered with what is allowed. */
export const text = (description: string) =>
  Type.Optional(Type.String({ maxLength: 4_000, description }));
