import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { OUTCOMES, SignalCode } from './verdict.ts';

/** Days whose patrols are weighed together; what is older is forgotten. */
export const WEIGHED_DAYS = 56;
/** Patrols of an officer a year that the bound of false alarms holds for. */
export const PATROLS_A_YEAR = 730;
/** Of so many honest officers at most one is named in a year. */
export const HONEST_A_YEAR = 1000;

const Time = Type.String({ format: 'date-time' });

/** A patrol with signals too weak to count on their own. */
export const WeakPatrol = Type.Object({
  patrolId: Type.Integer(),
  startTime: Time,
  gridName: Type.String(),
  outcome: literals(OUTCOMES),
  signals: Type.Array(SignalCode),
});
export type WeakPatrol = Static<typeof WeakPatrol>;

/** What weak signals of an officer come to over weeks. It is no verdict and changes none. */
export const OverTime = Type.Object({
  worthALook: Type.Boolean({
    description: `So much together that of ${HONEST_A_YEAR} honest officers at most one comes to it in a year`,
  }),
  since: Type.Union([Time, Type.Null()], {
    description: 'Start of the patrol with which it came to that',
  }),
  oneIn: Type.Integer({
    description:
      'Of so many honest officers at most one comes as far in a year; 1: nothing is out of the ordinary',
  }),
  patrols: Type.Integer({ description: 'Judged patrols that were weighed' }),
  evidence: Type.Array(WeakPatrol, { description: 'Those with weak signals, latest first' }),
});
export type OverTime = Static<typeof OverTime>;

export const WorthALookAnswer = Type.Object({
  from: Time,
  to: Time,
  officers: Type.Array(
    Type.Object({
      officerId: Type.Integer(),
      officerName: Type.String(),
      ...OverTime.properties,
    }),
    { description: 'Those worth a look, the rarest first' },
  ),
});
export type WorthALookAnswer = Static<typeof WorthALookAnswer>;
