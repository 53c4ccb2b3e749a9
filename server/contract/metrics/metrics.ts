import { type Static, Type } from 'typebox';
import { LEVELS } from '../areas/area.ts';
import { literals } from '../literals.ts';
import { OfficerCategory } from '../people/people.ts';
import { PostRole } from '../people/post.ts';
import { record } from '../shapes.ts';
import { Text } from '../words/text.ts';

/** What a row of metrics is about: an officer, or an area of a level. */
export const METRIC_LEVELS = ['officer', ...[...LEVELS].reverse()] as const;
export const MetricLevel = literals(METRIC_LEVELS);
export type MetricLevel = (typeof METRIC_LEVELS)[number];

export const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export const Period = literals(PERIODS);
/** Periods of which it is told whether they are final; a year is when its quarters are. */
export const FINAL_PERIODS = PERIODS.filter((period) => period !== 'year');
export type Period = (typeof PERIODS)[number];

export const METRIC_FORMATS = ['json', 'csv', 'parquet'] as const;

/** Rows an answer holds at most where no `limit` is given, and at most with one. */
export const METRIC_ROWS_MAX = 10_000;
export const METRIC_PAGE_MAX = 5_000;
/** Days one question may reach over. */
export const METRIC_DAYS_MAX = 1_100;

/** A metric: what it is, how it is computed from the sums of daily roll-ups, and which version of that holds. */
export const MetricDefinition = Type.Object({
  id: Type.String(),
  version: Type.Integer({
    description: 'Raised whenever the same facts would give another figure',
  }),
  unit: Type.String({ description: 'count, share, min, m, h, days, met (1 or 0)' }),
  ofGround: Type.Boolean({
    description:
      'Of the ground, whoever walked it: null in rows of officers, and refused where schemes score officers',
  }),
  name: Text(),
  formula: Text(),
});
export type MetricDefinition = Static<typeof MetricDefinition>;

/** Who the officer or area of a row is, as the records had it at the watermark of the edition. */
export const UnitHead = Type.Object({
  name: Type.String(),
  parent: Type.Union([Type.String(), Type.Null()], {
    description:
      'Code of the area right above, of an officer the grid held, or else the area of the post; null where there is none',
  }),
  parentName: Type.Union([Type.String(), Type.Null()]),
  category: Type.Union([OfficerCategory, Type.Null()], {
    description: 'Of an officer on the last day on record in the period; null of areas',
  }),
  post: Type.Union([PostRole, Type.Null()], {
    description: 'Post an officer held in the period, of several the latest begun; null of areas',
  }),
});
export type UnitHead = Static<typeof UnitHead>;

/** What metrics follow from, by name; sums over areas that do not overlap are those of all of them, but for the longest of something. */
export const MetricSums = record(Type.Number());
export type MetricSums = Static<typeof MetricSums>;

/** Metrics of one officer or area in one period. A metric that is undefined (nothing was required) is null. */
export const MetricRow = Type.Object({
  id: Type.Integer({ description: 'Id of the officer or area' }),
  code: Type.String(),
  ...UnitHead.properties,
  from: Type.String({ format: 'date', description: 'First local day' }),
  to: Type.String({ format: 'date', description: 'Local day after the last' }),
  whole: Type.Boolean({ description: 'Whether from and to are the whole calendar period' }),
  changed: Type.Integer({ description: 'Edition that last changed a figure of this row' }),
  metrics: record(Type.Union([Type.Number(), Type.Null()])),
  sums: Type.Optional(MetricSums),
});
export type MetricRow = Static<typeof MetricRow>;

/**
 * What an answer rests on: the same question with `asOf` = `edition` and `definitions` gives the same bytes for ever, or is refused
 * where definitions have changed since.
 */
export const MetricVersions = Type.Object({
  edition: Type.Integer({ description: 'Of the daily roll-ups; goes up with every change' }),
  at: Type.String({ format: 'date-time', description: 'Watermark: when that edition was made' }),
  definitions: Type.String(),
  norms: Type.Array(Type.Object({ id: Type.Integer(), version: Type.Integer() }), {
    description: 'Norm versions the days of these rows were judged by; id 0 is the built-in one',
  }),
});
export type MetricVersions = Static<typeof MetricVersions>;

/** Where the next page is, of the very edition. */
export const NextPage = Type.Union([Type.String(), Type.Null()], {
  description: 'Path of the next page, to be asked for as it stands; null at the end',
});

export const MetricAnswer = Type.Object({
  level: MetricLevel,
  period: Period,
  from: Type.String({ format: 'date' }),
  to: Type.String({ format: 'date' }),
  versions: MetricVersions,
  rows: Type.Array(MetricRow),
  next: Type.Union([Type.String(), Type.Null()], { description: 'Cursor of the next page' }),
  nextPage: NextPage,
});
export type MetricAnswer = Static<typeof MetricAnswer>;

/** Whether a period is final: it settled and nothing of its days waits. Late data may revise it all the same. */
export const PeriodStatus = Type.Object({
  period: Period,
  from: Type.String({ format: 'date' }),
  to: Type.String({ format: 'date', description: 'Local day after the last' }),
  final: Type.Boolean(),
  waiting: Type.Object({
    verdicts: Type.Integer({ description: 'Patrols to be judged' }),
    days: Type.Integer({ description: 'Grid days to be rolled up' }),
    contests: Type.Integer({ description: 'Objections nobody decided' }),
  }),
});

/** How far the figures are: nothing waits where both counts are 0. */
export const MetricStatus = Type.Object({
  edition: Type.Integer(),
  at: Type.String({ format: 'date-time' }),
  waitingVerdicts: Type.Integer({ description: 'Patrols that wait for judgement' }),
  waitingDays: Type.Integer({
    description:
      'Grid days that wait for their roll-up, ended days of held grids that nobody made yet included',
  }),
  timeZone: Type.String({ description: 'Of your area: the days of `periods` are its days' }),
  settleHours: Type.Number({
    description:
      'Hours after its end at which a period may be final: longest late-upload allowance and grace',
  }),
  trackedFrom: Type.Union([Type.String({ format: 'date' }), Type.Null()], {
    description:
      'First local day on which an officer of your area had a grid and a handheld; null: none had. Before it nothing could be tracked, so no period is final',
  }),
  periods: Type.Array(PeriodStatus, {
    description:
      'The last whole periods of your area, three of each kind; none that ended before `trackedFrom`',
  }),
});
export type MetricStatus = Static<typeof MetricStatus>;

/** Requests of a key a minute, of each operation: as many as an account's unless told, since programs for maps ask for much in small pieces. */
export const KEY_RATE = { unlessTold: 1_200, most: 6_000 } as const;

/** A machine client's key. The key itself is shown once, when it is made. */
export const ApiKey = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  areaId: Type.Integer({ description: 'Reads this area and what lies below it' }),
  requestsPerMinute: Type.Integer(),
  reports: Type.Boolean({ description: 'It may report incidents too' }),
  persons: Type.Boolean({
    description: 'It may read of persons one by one too: patrols, tracks, alerts',
  }),
  createdBy: Type.String(),
  createdAt: Type.String({ format: 'date-time' }),
  lastUsedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  revokedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
});
export type ApiKey = Static<typeof ApiKey>;

export const ApiKeyInput = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    areaId: Type.Integer({ minimum: 1 }),
    requestsPerMinute: Type.Integer({
      ...{ minimum: 1, maximum: KEY_RATE.most, default: KEY_RATE.unlessTold },
    }),
    reports: Type.Optional(
      Type.Boolean({ description: 'It may report incidents too, not only read figures' }),
    ),
    persons: Type.Optional(
      Type.Boolean({
        description: 'It may read of persons one by one at /ogc: patrols, tracks, alerts',
      }),
    ),
  },
  { additionalProperties: false },
);

export const NewApiKey = Type.Object({
  ...ApiKey.properties,
  key: Type.String({
    description: 'Send it as `Authorization: Bearer KEY`; it is not shown again',
  }),
});
