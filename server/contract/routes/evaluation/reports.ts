import { Type } from 'typebox';
import { literals } from '../../literals.ts';
import {
  REPORT_FORMATS,
  Report,
  ReportPeriod,
  ReportSchedule,
  ReportScheduleInput,
} from '../../reports/report.ts';
import { LANGUAGE_CODES } from '../../words/languages.ts';
import { ById, DayText, IdParam, Nothing } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['reports'];

export const getReport = route({
  operationId: 'getReport',
  method: 'GET',
  path: '/report',
  summary:
    'The sheet of an area for the period that holds a day: a page to print, a spreadsheet, or JSON',
  tags,
  access: 'reader',
  scope: { area: 'query.areaId' },
  discloses: 'figures',
  query: Type.Object({
    areaId: Type.Optional(IdParam),
    period: ReportPeriod,
    at: DayText,
    format: Type.Optional(literals(REPORT_FORMATS)),
    language: Type.Optional(literals(LANGUAGE_CODES)),
  }),
  replies: { 200: Report },
  files: ['text/html', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  errors: ['forbidden'],
});

export const listReportSchedules = route({
  operationId: 'listReportSchedules',
  method: 'GET',
  path: '/report-schedules',
  summary: 'Reports of your area and below that are sent by themselves',
  tags,
  access: 'connect-programs',
  scope: 'own-area',
  replies: {
    200: Type.Object({
      schedules: Type.Array(ReportSchedule),
      mails: Type.Boolean({ description: 'Whether this server can send mail' }),
    }),
  },
});

export const createReportSchedule = route({
  operationId: 'createReportSchedule',
  method: 'POST',
  path: '/report-schedules',
  summary:
    'Have reports sent from the period on that ends next, by mail and as `report.ready` to webhooks',
  tags,
  access: 'connect-programs',
  scope: { area: 'body.areaId' },
  body: ReportScheduleInput,
  replies: { 200: ReportSchedule },
});

export const deleteReportSchedule = route({
  operationId: 'deleteReportSchedule',
  method: 'DELETE',
  path: '/report-schedules/:id',
  summary: 'Send these reports no more',
  tags,
  access: 'connect-programs',
  scope: { report: 'params.id' },
  params: ById,
  replies: { 204: Nothing },
  errors: ['not-found'],
});
