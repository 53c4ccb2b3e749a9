import { Type } from 'typebox';
import { DepartmentFigure, DepartmentFiguresInput } from '../../metrics/department-figures.ts';
import { METRIC_PAGE_MAX, NextPage } from '../../metrics/metrics.ts';
import { OfficerRecord, RECORD_YEARS_MAX } from '../../metrics/officer-record.ts';
import { Nomination, NominationDecision, NominationInput } from '../../scoring/nominations.ts';
import { ById, DayText, text } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['scoring'];

export const putDepartmentFigures = route({
  operationId: 'putDepartmentFigures',
  method: 'PUT',
  path: '/department-figures',
  summary: 'Import what departments have on record, all or nothing; 0 takes a figure back',
  tags,
  access: 'provision',
  scope: { area: 'body.figures.*.grid' },
  body: DepartmentFiguresInput,
  replies: { 200: Type.Object({ changed: Type.Integer() }) },
});

export const listDepartmentFigures = route({
  operationId: 'listDepartmentFigures',
  method: 'GET',
  path: '/department-figures',
  summary: `What departments have on record, in pages of at most ${METRIC_PAGE_MAX}`,
  tags,
  access: 'reader',
  scope: 'own-area',
  query: Type.Object({
    from: DayText,
    to: DayText,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: METRIC_PAGE_MAX })),
    cursor: text('`next` of the page before'),
  }),
  replies: {
    200: Type.Object({
      edition: Type.Integer({ description: 'As of which they are; every page of the same' }),
      figures: Type.Array(DepartmentFigure),
      next: Type.Union([Type.String(), Type.Null()], { description: 'Cursor of the next page' }),
      nextPage: NextPage,
    }),
  },
});

const Year = Type.Optional(Type.Integer({ minimum: 2000, maximum: 9998 }));

export const getOfficerRecord = route({
  operationId: 'getOfficerRecord',
  method: 'GET',
  path: '/officers/:id/record',
  summary: `What an officer did by quarters and years and how it was rated, as far as your area knows it, every figure with its source; the year before and this one unless told, at most ${RECORD_YEARS_MAX}`,
  tags,
  access: 'reader',
  scope: { officer: 'params.id' },
  params: ById,
  query: Type.Object({ from: Year, to: Year }),
  replies: { 200: OfficerRecord },
  errors: ['forbidden', 'not-found'],
});

export const listNominations = route({
  operationId: 'listNominations',
  method: 'GET',
  path: '/nominations',
  summary: 'Nominations that a year decides on, within your area',
  tags,
  access: 'reader',
  scope: 'own-area',
  query: Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 9999 }) }),
  replies: { 200: Type.Object({ nominations: Type.Array(Nomination) }) },
});

export const nominate = route({
  operationId: 'nominate',
  method: 'POST',
  path: '/nominations',
  summary:
    'Nominate who is ranked by a scheme in a whole period that is over and, where the scheme has an honour list, is on it',
  tags,
  access: 'nominate',
  scope: { unit: 'body.unitId' },
  body: NominationInput,
  replies: { 200: Nomination },
});

export const decideNomination = route({
  operationId: 'decideNomination',
  method: 'POST',
  path: '/nominations/:id/decision',
  summary: 'Decide on a nomination, once; not by who made it',
  tags,
  access: 'nominate',
  scope: { nomination: 'params.id' },
  params: ById,
  body: NominationDecision,
  replies: { 200: Nomination },
  errors: ['not-found'],
});
