import { Type } from 'typebox';
import { CoverageHours } from '../../metrics/coverage-hours.ts';
import { EffortAnswer } from '../../metrics/effort.ts';
import { FormalismAnswer } from '../../metrics/formalism.ts';
import {
  METRIC_FORMATS,
  METRIC_LEVELS,
  METRIC_PAGE_MAX,
  MetricAnswer,
  MetricDefinition,
  MetricStatus,
  PERIODS,
} from '../../metrics/metrics.ts';
import { IdParam, NAMED_PERIODS, TABLE_REPLY, text } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['metrics'];
const definitions = text(
  'Version of the definitions that is relied on; refused where another holds',
);

export const queryMetrics = route({
  operationId: 'queryMetrics',
  method: 'GET',
  path: '/metrics/patrols',
  summary: 'Patrol metrics by level and period, as JSON, CSV or Parquet',
  tags,
  access: 'reader',
  scope: { area: 'query.areaId' },
  discloses: 'figures',
  query: Type.Object({
    level: text(METRIC_LEVELS.join(', ')),
    period: text(`${PERIODS.join(', ')}; day unless told`),
    from: text('First local day, YYYY-MM-DD'),
    to: text('Local day after the last, YYYY-MM-DD'),
    ...NAMED_PERIODS,
    areaId: text('Only this area and what lies below it'),
    unitId: text('Only this officer, or this area of the level'),
    metrics: Type.Optional(
      Type.String({
        maxLength: 4_000,
        description: 'Only these metrics: ids of /metrics/definitions with commas between',
      }),
    ),
    limit: text(`Rows a page, at most ${METRIC_PAGE_MAX}`),
    cursor: text('`next` of the page before'),
    asOf: text('Edition to answer as of: the same bytes as then'),
    definitions,
    updatedSince: text(
      'Only rows that changed after this edition, one of which nothing is left with zeros',
    ),
    sums: text('true: each row with the sums its metrics follow from, in JSON'),
    format: text(METRIC_FORMATS.join(', ')),
  }),
  replies: { 200: MetricAnswer },
  ...TABLE_REPLY,
  errors: ['forbidden'],
});

export const listMetricDefinitions = route({
  operationId: 'listMetricDefinitions',
  method: 'GET',
  path: '/metrics/definitions',
  summary: 'Every metric: id, unit, formula, version',
  tags,
  access: 'reader',
  scope: 'nothing',
  replies: {
    200: Type.Object({ version: Type.String(), definitions: Type.Array(MetricDefinition) }),
  },
});

export const getMetricStatus = route({
  operationId: 'getMetricStatus',
  method: 'GET',
  path: '/metrics/status',
  summary: 'How far the figures are',
  tags,
  access: 'reader',
  scope: 'own-area',
  replies: { 200: MetricStatus },
});

export const getFormalism = route({
  operationId: 'getFormalism',
  method: 'GET',
  path: '/metrics/formalism',
  summary:
    'Signs that patrols serve the rule and not the purpose, with counts and intervals; never a ground for punishment',
  tags,
  access: 'see-formalism',
  scope: { area: 'query.areaId' },
  query: Type.Object({
    level: text(METRIC_LEVELS.join(', ')),
    from: text('First local day, YYYY-MM-DD'),
    to: text('Local day after the last, YYYY-MM-DD'),
    areaId: text('Only this area and what lies below it'),
    asOf: text('Edition of the roll-ups to answer as of'),
    definitions,
  }),
  replies: { 200: FormalismAnswer },
});

const Day = Type.Optional(Type.String({ format: 'date' }));

export const getEffort = route({
  operationId: 'getEffort',
  method: 'GET',
  path: '/effort',
  summary:
    'Patrol hours against reported incidents by grid, with intervals: hot but not patrolled, patrolled but cold (the last 28 days unless told)',
  tags: ['incidents'],
  access: 'look',
  scope: { area: 'query.areaId' },
  query: Type.Object({ areaId: Type.Optional(IdParam), from: Day, to: Day }),
  replies: { 200: EffortAnswer },
  errors: ['forbidden'],
});

export const getCoverageHours = route({
  operationId: 'getCoverageHours',
  method: 'GET',
  path: '/coverage/hours',
  summary: 'Minutes of patrol and incidents of an area by local hour of the week, over whole days',
  tags: ['metrics'],
  access: 'look',
  scope: { area: 'query.areaId' },
  query: Type.Object({
    areaId: Type.Optional(IdParam),
    from: Type.String({ format: 'date', description: 'First local day' }),
    to: Type.String({ format: 'date', description: 'Local day after the last' }),
  }),
  replies: { 200: CoverageHours },
  errors: ['forbidden'],
});
