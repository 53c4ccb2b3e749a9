import { type Static, Type } from 'typebox';

const OfWeek = Type.Array(Type.Number(), { minItems: 168, maxItems: 168 });
const Day = Type.String({ format: 'date' });

/** When an area was walked and when incidents began there, by local hour of the week from Monday 00:00. */
export const CoverageHours = Type.Object({
  areaId: Type.Integer(),
  from: Day,
  to: Day,
  patrolMin: Type.Unsafe<number[]>({
    ...OfWeek,
    description: 'Minutes of patrols that ended and are not suspicious',
  }),
  incidents: Type.Unsafe<number[]>({ ...OfWeek, description: 'Incidents that began' }),
});
export type CoverageHours = Static<typeof CoverageHours>;

/** Days one answer reaches over at most. */
export const COVERAGE_HOURS_DAYS_MAX = 400;
