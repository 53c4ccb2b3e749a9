import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';

/** What of an event that is taken was not as it should be and is left out: `other` is a field nobody knows, a fraction of `t` is rounded. */
export const EventCleaned = literals([
  't',
  'sentAt',
  'startedAt',
  'patrolId',
  'typed',
  'count',
  'other',
]);
export type EventCleaned = Static<typeof EventCleaned>;

/** Told with the answer to an event, where there is any. */
export const cleaned = Type.Optional(
  Type.Array(EventCleaned, {
    description: 'What of it was wrong and is left out; the rest is kept',
  }),
);
