import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';

export const ENTRY_KINDS = ['look', 'act'] as const;
const Moment = Type.String({ format: 'date-time' });

/** One look at positions, or one act: never changed, never taken back. */
export const AccessEntry = Type.Object({
  id: Type.Integer(),
  at: Moment,
  kind: literals(ENTRY_KINDS, { description: 'look: positions or figures were shown' }),
  by: Type.String({ description: 'Name of the account or key' }),
  areaId: Type.Union([Type.Integer(), Type.Null()], { description: 'Of who looked or acted' }),
  address: Type.Union([Type.String(), Type.Null()]),
  act: Type.String({
    description: 'Operation of the API; liveConsole: as frames of an open console',
  }),
  officerIds: Type.Array(Type.Integer(), { description: 'Whose positions were shown' }),
  since: Type.Union([Moment, Type.Null()], { description: 'First moment of what was shown' }),
  until: Type.Union([Moment, Type.Null()], { description: 'Last moment of what was shown' }),
  detail: Type.Union([Type.String(), Type.Null()], {
    description: 'What was asked for or changed, as JSON without secrets',
  }),
  canBeTakenBack: Type.Boolean({
    description: 'What it changed is kept row by row and was not taken back yet',
  }),
});
export type AccessEntry = Static<typeof AccessEntry>;
