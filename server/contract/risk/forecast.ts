import { type Static, Type } from 'typebox';

const Day = Type.String({ format: 'date', description: 'A local day of the area' });
const DayOrNull = Type.Union([Day, Type.Null()]);
const interval = {
  low: Type.Union([Type.Number(), Type.Null()], {
    description: 'null where there are fewer than four weeks',
  }),
  high: Type.Union([Type.Number(), Type.Null()]),
};

/** Which method serves where the one meant to serve stands down. */
export const StandsDown = Type.Object({
  method: Type.String({ description: 'The method that stands down' }),
  since: Day,
});
export type StandsDown = Static<typeof StandsDown>;

/** How the forecasts of an area did in the last weeks. */
export const ForecastScores = Type.Object({
  areaId: Type.Integer({
    description: 'Area the forecasts were made for: the one asked for or one above it',
  }),
  areaName: Type.String(),
  stored: Type.Boolean({
    description:
      'false: no forecast has been stored yet, neither for the area asked for nor above it',
  }),
  method: Type.String({ description: 'The method meant to serve' }),
  serving: Type.String({ description: 'The method that serves' }),
  standsDown: Type.Union([StandsDown, Type.Null()]),
  decidesAfter: Type.Object({
    weeks: Type.Integer(),
    incidents: Type.Integer({ description: 'Fewer decide nothing' }),
  }),
  from: DayOrNull,
  to: DayOrNull,
  days: Type.Integer({
    description: 'Days stored before they began and scored, in the weeks looked back on',
  }),
  incidents: Type.Integer(),
  methods: Type.Array(
    Type.Object({
      method: Type.String(),
      logScore: Type.Union([Type.Number(), Type.Null()], {
        description: 'Mean log of the share forecast for the cell of an incident; higher is better',
      }),
      shares: Type.Array(
        Type.Object({
          areaShare: Type.Number(),
          hits: Type.Integer(),
          hitRate: Type.Union([Type.Number(), Type.Null()]),
          ...interval,
          pai: Type.Union([Type.Number(), Type.Null()], {
            description: 'Prediction accuracy index: hit rate over the share of cells picked',
          }),
        }),
      ),
      against: Type.Union(
        [
          Type.Object({ difference: Type.Number(), low: Type.Number(), high: Type.Number() }),
          Type.Null(),
        ],
        {
          description:
            'Of a baseline: log score per incident of the method meant to serve less its own, with its interval over weeks; null for that method and where there is too little to go by',
        },
      ),
    }),
  ),
});
export type ForecastScores = Static<typeof ForecastScores>;
