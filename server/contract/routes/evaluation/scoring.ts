import { Type } from 'typebox';
import { CASE_UNITS } from '../../cases/figures.ts';
import { METRIC_FORMATS, METRIC_PAGE_MAX, PERIODS } from '../../metrics/metrics.ts';
import {
  SchemeWithdrawal,
  ScoringPreset,
  ScoringScheme,
  ScoringSchemeInput,
} from '../../scoring/schemes.ts';
import { ScoreAnswer } from '../../scoring/scores.ts';
import { SchemeTrial, SchemeTrialInput } from '../../scoring/trials.ts';
import { NAMED_PERIODS, Nothing, TABLE_REPLY, text } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['scoring'];

export const getScores = route({
  operationId: 'getScores',
  method: 'GET',
  path: '/scores',
  summary:
    'Scores of officers, areas or departments by a scheme, with every term, ranks, stars, the last share and the honour list',
  tags,
  access: 'reader',
  scope: { area: 'query.areaId' },
  discloses: 'figures',
  query: Type.Object({
    scheme: text('Code of a scoring scheme'),
    withoutStar: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 24,
        description:
          'Only who had no star in at least so many successive periods up to the last one asked for; periods without a rank are passed over',
      }),
    ),
    schemeVersion: text(
      'Score every period by this version; unless told, the one in force on its first day, or the first where the scheme begins within it',
    ),
    level: text(CASE_UNITS.join(', ')),
    period: text(`${PERIODS.join(', ')}; the period of the scheme unless told`),
    from: text('First local day, YYYY-MM-DD'),
    to: text('Local day after the last, YYYY-MM-DD'),
    ...NAMED_PERIODS,
    areaId: text('Only this area and what lies below it: its subjects are ranked among each other'),
    limit: text(`Rows a page, at most ${METRIC_PAGE_MAX}`),
    cursor: text('`next` of the page before'),
    asOf: text('Edition to answer as of: the same bytes as then'),
    definitions: text('Version of the definitions that is relied on; refused where another holds'),
    caseDefinitions: text(
      'Version of the definitions of figures of cases that is relied on; refused where another holds',
    ),
    format: text(METRIC_FORMATS.join(', ')),
  }),
  replies: { 200: ScoreAnswer },
  ...TABLE_REPLY,
  errors: ['forbidden'],
});

export const listSchemes = route({
  operationId: 'listSchemes',
  method: 'GET',
  path: '/scoring-schemes',
  summary: 'Every version of the schemes of your area, of those below and above it',
  tags,
  access: 'reader',
  scope: 'own-area',
  replies: { 200: Type.Object({ schemes: Type.Array(ScoringScheme) }) },
});

export const listScoringPresets = route({
  operationId: 'listScoringPresets',
  method: 'GET',
  path: '/scoring-schemes/presets',
  summary: 'Schemes of five places as a start',
  tags,
  access: 'reader',
  scope: 'nothing',
  replies: { 200: Type.Object({ presets: Type.Array(ScoringPreset) }) },
});

export const putScheme = route({
  operationId: 'putScheme',
  method: 'PUT',
  path: '/scoring-schemes',
  summary:
    'Put a version of a scheme in force from a day on; periods that began before stay scored by what held, those a scheme begins in are scored by its first',
  tags,
  access: 'set-schemes',
  scope: { area: 'body.area' },
  body: ScoringSchemeInput,
  replies: {
    200: Type.Object({ code: Type.String(), version: Type.Integer(), changed: Type.Boolean() }),
  },
});

export const withdrawScheme = route({
  operationId: 'withdrawScheme',
  method: 'POST',
  path: '/scoring-schemes/withdraw',
  summary:
    'Take back the last version of a scheme before it scores anything; the one before it holds on',
  tags,
  access: 'set-schemes',
  scope: { area: 'body.area' },
  body: SchemeWithdrawal,
  replies: { 204: Nothing },
  errors: ['wrong-state'],
});

export const tryScheme = route({
  operationId: 'tryScheme',
  method: 'POST',
  path: '/scoring-schemes/try',
  summary:
    'What rules would have scored over the last whole period of theirs, beside what the scheme did; nothing is changed',
  tags,
  access: 'set-schemes',
  scope: { area: 'body.area' },
  discloses: 'figures',
  looksAt: ['body.area', 'body.code', 'body.level'],
  body: SchemeTrialInput,
  replies: { 200: SchemeTrial },
});
