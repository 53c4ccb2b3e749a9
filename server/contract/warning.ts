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
