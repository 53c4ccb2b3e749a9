import { type Static, Type } from 'typebox';
import { LngLat } from '../areas/geo.ts';

/** Characters of a text to an officer: what terminals of other protocols show too. */
export const MESSAGE_MAX = 200;

/** A text to an officer, and the place it speaks of. */
export const MessageBody = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: MESSAGE_MAX, pattern: '\\S' }),
    place: Type.Optional(LngLat),
  },
  { additionalProperties: false },
);
export type MessageBody = Static<typeof MessageBody>;

const Moment = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);

/** A text on record and how far it has come: of several handhelds the first to take or show it counts. */
export const OfficerMessage = Type.Object({
  id: Type.Integer(),
  text: Type.String(),
  place: Type.Union([LngLat, Type.Null()]),
  by: Type.String({ description: 'Account that sent it' }),
  at: Type.String({ format: 'date-time' }),
  takenAt: Moment,
  readAt: Moment,
});
export type OfficerMessage = Static<typeof OfficerMessage>;

/** An officer and the way to a place. */
export const NearOfficer = Type.Object({
  officerId: Type.Integer(),
  name: Type.String(),
  walkMin: Type.Integer({
    description: 'Minutes on foot from where last seen, by 1.3 times the beeline at 75 m a minute',
  }),
  t: Type.Integer({ description: 'When last seen, Unix ms' }),
});
export type NearOfficer = Static<typeof NearOfficer>;
