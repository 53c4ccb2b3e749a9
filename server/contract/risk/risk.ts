import { type Static, Type } from 'typebox';
import { record } from '../shapes.ts';
import { StandsDown } from './forecast.ts';

/** Expected incidents by cell of an area in a period to come. */
export const CellRisk = Type.Object({
  areaId: Type.Integer(),
  from: Type.String({ format: 'date-time' }),
  to: Type.String({ format: 'date-time' }),
  resolution: Type.Integer({ description: 'H3 resolution of the cells' }),
  method: Type.String({ description: 'Method that serves, with its version' }),
  standsDown: Type.Union([StandsDown, Type.Null()], {
    description: 'Where the method meant to serve lost to a baseline, which serves instead',
  }),
  parameters: record(Type.Number()),
  expected: Type.Number({ description: 'Incidents expected in the area, all cells together' }),
  cells: Type.Array(
    Type.Object({
      cell: Type.String(),
      expected: Type.Number({ description: 'Incidents expected in its patrollable part' }),
    }),
  ),
});
export type CellRisk = Static<typeof CellRisk>;
