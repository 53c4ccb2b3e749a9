import { Type } from 'typebox';
import { CaseMetricAnswer, CaseMetricDefinition, CaseUnit } from '../../cases/figures.ts';
import { METRIC_FORMATS, METRIC_PAGE_MAX, PERIODS } from '../../metrics/metrics.ts';
import { NAMED_PERIODS, TABLE_REPLY, text } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['metrics'];

export const queryCaseMetrics = route({
  operationId: 'queryCaseMetrics',
  method: 'GET',
  path: '/metrics/cases',
  summary:
    'Figures of the cases opened in each period, by officer, area or department, as JSON, CSV or Parquet',
  tags,
  access: 'reader',
  scope: { area: 'query.areaId' },
  query: Type.Object({
    level: CaseUnit,
    period: text(`${PERIODS.join(', ')}; day unless told`),
    from: text('First local day, YYYY-MM-DD'),
    to: text('Local day after the last, YYYY-MM-DD'),
    ...NAMED_PERIODS,
    areaId: text('Only this area and what lies below it'),
    unitId: text('Only this officer, area of the level or department'),
    limit: text(`Rows a page, at most ${METRIC_PAGE_MAX}`),
    cursor: text('`next` of the page before'),
    asOf: text('Edition to answer as of: the same answer as then'),
    caseDefinitions: text(
      'Version of the definitions of figures of cases that is relied on; refused where another holds',
    ),
    format: text(METRIC_FORMATS.join(', ')),
  }),
  replies: { 200: CaseMetricAnswer },
  ...TABLE_REPLY,
  errors: ['forbidden'],
});

export const listCaseMetricDefinitions = route({
  operationId: 'listCaseMetricDefinitions',
  method: 'GET',
  path: '/metrics/cases/definitions',
  summary: 'Every figure of cases: id, unit, formula',
  tags,
  access: 'reader',
  scope: 'nothing',
  replies: {
    200: Type.Object({ version: Type.String(), definitions: Type.Array(CaseMetricDefinition) }),
  },
});
