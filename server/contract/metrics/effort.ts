import { type Static, Type } from 'typebox';

const Interval = Type.Object({ low: Type.Number(), best: Type.Number(), high: Type.Number() });
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(of: T) =>
  Type.Union([of, Type.Null()]);

/** Effort against need in one grid; definitions in server/domain/effort. Intervals are of 99 %. */
export const GridEffortRow = Type.Object({
  gridId: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  areaKm2: Type.Number(),
  reported: Type.Integer({ description: 'Incidents reported by residents' }),
  detected: Type.Integer({ description: 'Incidents found by patrols' }),
  patrolH: Type.Number({ description: 'Verified hours of patrol' }),
  coverage: OrNull(Type.Number({ description: 'Share of the ground seen in the period' })),
  reportedPerKm2Day: Interval,
  timesUsual: Type.Object(Interval.properties, { description: "Over the whole area's rate" }),
  detectedPerH: OrNull(Interval),
  effortRatio: OrNull(
    Type.Object(
      { low: Type.Number(), best: OrNull(Type.Number()), high: OrNull(Type.Number()) },
      {
        description: 'Share of patrol hours over share of reported incidents; null: without bound',
      },
    ),
  ),
  unseenPerDay: OrNull(
    Type.Number({ description: 'Reported incidents a day to expect on ground nobody verified' }),
  ),
  class: Type.Union([
    Type.Literal('hot-not-patrolled'),
    Type.Literal('patrolled-cold'),
    Type.Null(),
  ]),
});
export type GridEffortRow = Static<typeof GridEffortRow>;

export const EffortAnswer = Type.Object({
  areaId: Type.Integer(),
  from: Type.String({ format: 'date', description: 'First local day' }),
  to: Type.String({ format: 'date', description: 'Local day after the last' }),
  edition: Type.Integer({ description: 'Of the daily roll-ups the hours come from' }),
  confidence: Type.Number(),
  grids: Type.Array(GridEffortRow),
});
export type EffortAnswer = Static<typeof EffortAnswer>;
