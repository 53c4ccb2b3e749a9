import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { METRIC_LEVELS, NextPage, Period, UnitHead } from '../metrics/metrics.ts';
import { record } from '../shapes.ts';
import { Text } from '../words/text.ts';

/** What a row of figures of cases, or of scores, is about: who handles cases, or where they lie. */
export const CASE_UNITS = ['department', ...METRIC_LEVELS] as const;
export const CaseUnit = literals(CASE_UNITS);
export type CaseUnit = (typeof CASE_UNITS)[number];

export const CaseMetricDefinition = Type.Object({
  id: Type.String(),
  unit: Type.String({ description: 'count, share, h, of 5, points' }),
  name: Text(),
  formula: Text(),
});

export const CaseMetricRow = Type.Object({
  id: Type.Integer({ description: 'Id of the officer, area or department' }),
  code: Type.String(),
  ...UnitHead.properties,
  from: Type.String({ format: 'date' }),
  to: Type.String({ format: 'date', description: 'Local day after the last' }),
  changed: Type.Integer({ description: 'Edition that last changed a case of this row' }),
  metrics: record(Type.Union([Type.Number(), Type.Null()])),
});
export type CaseMetricRow = Static<typeof CaseMetricRow>;

/** Figures of the cases opened in each period, as of an edition: the same question with `asOf` gives the same answer. */
export const CaseMetricAnswer = Type.Object({
  level: CaseUnit,
  period: Period,
  from: Type.String({ format: 'date' }),
  to: Type.String({ format: 'date' }),
  versions: Type.Object({
    edition: Type.Integer(),
    at: Type.String({
      format: 'date-time',
      description: 'Watermark: deadlines that lie before it without having been kept are missed',
    }),
    definitions: Type.String(),
  }),
  rows: Type.Array(CaseMetricRow),
  next: Type.Union([Type.String(), Type.Null()], { description: 'Cursor of the next page' }),
  nextPage: NextPage,
});
export type CaseMetricAnswer = Static<typeof CaseMetricAnswer>;
