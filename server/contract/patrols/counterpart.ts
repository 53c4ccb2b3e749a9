import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';

const Time = Type.String({ format: 'date-time' });

/** Signals that rest on another track: of an earlier patrol of the grid, or of somebody else at the same time. */
export const COMPARING_SIGNALS = ['replayed', 'two-in-one-pocket', 'several-accounts'] as const;
export type ComparingSignal = (typeof COMPARING_SIGNALS)[number];
const Code = literals(COMPARING_SIGNALS);

/** The patrol on whose track a signal rests, as far as it lies in its time. */
export const Counterpart = Type.Object({
  code: Code,
  patrol: Type.Object({
    id: Type.Integer(),
    officerId: Type.Integer(),
    officerName: Type.String(),
    gridName: Type.String(),
    startTime: Time,
    endTime: Type.Union([Time, Type.Null()]),
  }),
  laterMs: Type.Integer({
    description:
      'How much later than the counterpart the patrol was at the same places, ms; 0 where they were there together',
  }),
  fixes: Type.Object(
    {
      t: Type.Array(Type.Integer()),
      lng: Type.Array(Type.Number()),
      lat: Type.Array(Type.Number()),
    },
    { description: 'As they were compared: columns in order of time' },
  ),
});
export type Counterpart = Static<typeof Counterpart>;

export const Counterparts = Type.Object({
  counterparts: Type.Array(Counterpart),
  elsewhere: Type.Array(Code, {
    description: 'Signals whose counterpart belonged to an area the caller may not see',
  }),
  gone: Type.Array(Code, {
    description: 'Signals no single track on record gives any more, or that several gave together',
  }),
});
export type Counterparts = Static<typeof Counterparts>;
