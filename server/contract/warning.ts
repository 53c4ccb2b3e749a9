import { type Static, Type } from 'typebox';
import { LngLat } from './geo.ts';
import { literals } from './literals.ts';

/** Levels of a warning, mildest first (蓝黄橙红). */
export const WARNING_LEVELS = ['blue', 'yellow', 'orange', 'red'] as const;
export const WarningLevel = literals(WARNING_LEVELS);
export type WarningLevel = Static<typeof WarningLevel>;

/** What one run of the risk job says of one place, category and period, and all that is needed to say why. */
export const Finding = Type.Object({
  areaId: Type.Integer({ description: 'Smallest area that holds every cell' }),
  cells: Type.Array(Type.String(), { description: 'H3 cells that make up the place' }),
  centre: LngLat,
  category: Type.Union([Type.String(), Type.Null()], {
    description: 'Category code; null: all together',
  }),
  from: Type.String({ format: 'date-time' }),
  to: Type.String({ format: 'date-time', description: 'End of the data the run has seen' }),
  level: WarningLevel,
  method: Type.String({ description: 'Method with its version' }),
  parameters: Type.Record(Type.String(), Type.Unknown()),
  seed: Type.Union([Type.String(), Type.Null()]),
  dataHash: Type.String({ description: 'SHA-256 of the incidents the run rests on' }),
  observed: Type.Number({ description: 'Incidents in the window' }),
  expected: Type.Number({ description: 'Incidents expected there without an outbreak' }),
  p: Type.Number(),
  recurrenceDays: Type.Number({
    description: 'Days in which chance alone gives one as strong, anywhere in the area watched',
  }),
  incidentIds: Type.Array(Type.String(), { description: 'Incidents in the window' }),
  agreeing: Type.Array(Type.Object({ method: Type.String(), p: Type.Number() }), {
    description: 'What other methods say of the same place and period',
  }),
});
export type Finding = Static<typeof Finding>;

/** States of a warning: raised, acknowledged, in hand, closed by a person or expired (已发出、已确认、处置中、已关闭、已过期). */
export const WARNING_STATES = ['raised', 'acknowledged', 'in-hand', 'closed', 'expired'] as const;
export const WarningState = literals(WARNING_STATES);
export type WarningState = Static<typeof WarningState>;

/** What a person found a closed warning to have been. */
export const WARNING_VERDICTS = ['real', 'false', 'unclear'] as const;
export const WarningVerdict = literals(WARNING_VERDICTS);
export type WarningVerdict = Static<typeof WarningVerdict>;

/** Why there is a version of a warning. */
export const WARNING_REASONS = [
  'raised',
  'rose',
  'fell',
  'changed',
  'corrected',
  'unsupported',
  'merged',
] as const;
export const WarningReason = literals(WARNING_REASONS, {
  description:
    'raised: found for the first time; rose, fell: another level; changed: other cells or incidents; corrected: an ' +
    'earlier run came late or came out otherwise; unsupported: no longer supported by data; merged: part of another warning',
});
export type WarningReason = Static<typeof WarningReason>;

const Moment = Type.String({ format: 'date-time' });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

/** A warning (预警) as it stands: the head of its latest version. */
export const Warning = Type.Object({
  id: Type.Integer(),
  edition: Type.Integer({ description: 'Grows with every version and every step' }),
  version: Type.Integer(),
  areaId: Type.Integer({ description: 'Smallest area that holds every cell' }),
  areaName: Type.String(),
  gridIds: Type.Array(Type.Integer(), { description: 'Grids its cells touch' }),
  category: orNull(Type.String()),
  level: WarningLevel,
  state: WarningState,
  supported: Type.Boolean({ description: 'false: what raised it is no longer in the data' }),
  raisedAt: Moment,
  changedAt: Moment,
  endedAt: orNull(Moment),
  foundFrom: Type.String({
    format: 'date-time',
    description: 'First run that found it',
  }),
  foundTo: Type.String({ format: 'date-time', description: 'Last run that found it' }),
  from: Moment,
  to: Moment,
  centre: LngLat,
  cells: Type.Array(Type.String()),
  method: Type.String(),
  observed: Type.Number(),
  expected: Type.Number(),
  p: Type.Number(),
  recurrenceDays: Type.Number(),
  handledBy: orNull(Type.String()),
  verdict: orNull(WarningVerdict),
  follows: orNull(Type.Integer({ description: 'The closed warning of the same place before it' })),
  mergedInto: orNull(Type.Integer()),
});
export type Warning = Static<typeof Warning>;
