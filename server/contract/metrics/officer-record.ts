import { type Static, Type } from 'typebox';
import { Officer } from '../people/people.ts';
import { Post } from '../people/post.ts';
import { Nomination } from '../scoring/nominations.ts';
import { ScoreRow } from '../scoring/scores.ts';
import { pick } from '../shapes.ts';
import { Text } from '../words/text.ts';
import { Leave } from './day.ts';
import { MetricDefinition, MetricRow, MetricVersions, Period } from './metrics.ts';

/** Years one record reaches over at most. */
export const RECORD_YEARS_MAX = 3;

/** The figures of a record, by id of their definitions. */
export const RECORD_METRICS = [
  'dutyDays',
  'onDutyRate',
  'leaveDays',
  'patrolsRequired',
  'patrolsDone',
  'completionRate',
  'staggeredRate',
  'requiredMin',
  'effectiveMin',
  'coverageUnion',
  'checkpointRate',
  'suspicious',
  'unverifiable',
  'contested',
  'overridden',
  'completeness',
] as const;

const Day = Type.String({ format: 'date' });
const Link = Type.String({
  description:
    'Path that answers with this very figure, as of this edition and by these definitions',
});

/** Figures of an officer in a quarter or year. */
const RecordPeriod = Type.Object({
  period: Period,
  name: Type.String({ description: 'YYYY-Q1 to -Q4, or YYYY' }),
  ...pick(MetricRow, ['from', 'to', 'metrics', 'category', 'post', 'parent', 'parentName'])
    .properties,
  link: Link,
});

/** How a scheme scored the officer in a period. */
const RecordScore = Type.Object({
  scheme: Type.String(),
  version: Type.Integer(),
  schemeName: Text(),
  period: Period,
  name: Type.String({ description: 'YYYY-MM, YYYY-Q1 to -Q4, or YYYY' }),
  ...pick(ScoreRow, [
    'from',
    'to',
    'total',
    'max',
    'stars',
    'rank',
    'peers',
    'last',
    'honour',
    'unranked',
  ]).properties,
  link: Link,
});

/** What an officer did over years and how it was rated (履职档案), every figure with its definition, its edition and where it comes from. */
export const OfficerRecord = Type.Object({
  officer: pick(Officer, ['id', 'code', 'name', 'category']),
  from: Day,
  to: Type.String({ format: 'date', description: 'Local day after the last' }),
  versions: MetricVersions,
  definitions: Type.Array(MetricDefinition, { description: 'Of the figures, in their order' }),
  held: Type.Array(
    Type.Object({
      grid: Type.String(),
      name: Type.String(),
      from: Type.String({ format: 'date-time' }),
      to: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    }),
    { description: 'Grids held, the latest first' },
  ),
  posts: Type.Array(Post),
  leave: Type.Array(Leave),
  periods: Type.Array(RecordPeriod, { description: 'Quarters and years with a day on record' }),
  scores: Type.Array(RecordScore, {
    description: 'By every scheme in force for officers: its own periods, and whole years',
  }),
  nominations: Type.Array(Nomination),
});
export type OfficerRecord = Static<typeof OfficerRecord>;
