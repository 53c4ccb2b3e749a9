import { type Static, Type } from 'typebox';
import { LngLat } from '../areas/geo.ts';

const Share = Type.Number({ minimum: 0, maximum: 1 });

/** A patrol of a grid that sees as much risk as it can in a time, beside a comb and, where asked for, what was walked. */
export const SuggestedPatrol = Type.Object({
  gridId: Type.Integer(),
  gridVersion: Type.Integer(),
  from: Type.String({
    format: 'date-time',
    description: 'The risk is that of the hours from here',
  }),
  hours: Type.Number(),
  minutes: Type.Number({ description: 'Length of the patrol' }),
  paceMps: Type.Number({ description: 'Pace reckoned with, metres a second' }),
  swathM: Type.Number({ description: 'How far to either side of the way is seen' }),
  resolution: Type.Integer({ description: 'H3 resolution of the cells' }),
  riskMethod: Type.String(),
  expected: Type.Number({ description: 'Incidents expected in the grid in these hours' }),
  path: Type.Array(LngLat, { description: 'Turning points in order; legs are straight' }),
  lengthM: Type.Number(),
  cells: Type.Array(Type.String(), { description: 'H3 cells in the order in which they are seen' }),
  riskShare: Share,
  comb: Type.Object(
    {
      riskShare: Share,
      minutes: Type.Number({ description: 'How long the whole comb takes' }),
    },
    { description: 'The shortest comb in the same time, mean over its four corners' },
  ),
  walked: Type.Union([
    Type.Null(),
    Type.Object({
      riskShare: Type.Union([Share, Type.Null()], { description: 'null: not judged yet' }),
    }),
  ]),
});
export type SuggestedPatrol = Static<typeof SuggestedPatrol>;
