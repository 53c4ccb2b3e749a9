import { Type } from 'typebox';
import { ForecastScores } from '../../risk/forecast.ts';
import { CellRisk } from '../../risk/risk.ts';
import { IdParam, MomentQuery } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['incidents'];

export const getRisk = route({
  operationId: 'getRisk',
  method: 'GET',
  path: '/risk',
  summary: 'Expected incidents by H3 cell of an area in the hours after a moment',
  tags,
  access: 'look',
  scope: { area: 'query.areaId' },
  query: Type.Object({
    areaId: Type.Optional(IdParam),
    at: Type.Optional(MomentQuery),
    hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 168, default: 24 })),
  }),
  replies: { 200: CellRisk },
  errors: ['forbidden', 'not-found'],
});

export const getForecastScores = route({
  operationId: 'getForecastScores',
  method: 'GET',
  path: '/forecasts/scores',
  summary:
    'The forecast in service and its baselines, stored before each day and scored after it; which one serves',
  tags,
  access: 'look',
  scope: { area: 'query.areaId' },
  query: Type.Object({ areaId: Type.Optional(IdParam) }),
  replies: { 200: ForecastScores },
  errors: ['forbidden'],
});
