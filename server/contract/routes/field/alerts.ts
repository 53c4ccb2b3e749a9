import { Type } from 'typebox';
import { ALERT_KINDS, Alert } from '../../console/console.ts';
import { literals } from '../../literals.ts';
import { IdParam, MomentQuery } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['alerts'];
const PAGE_MAX = 500;
/** 0: a call for help of a handheld nobody carries. */
const AlertOfficer = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

export const listAlerts = route({
  operationId: 'listAlerts',
  method: 'GET',
  path: '/alerts',
  summary: `Alerts of a period (the last week unless told) by kind, state and acknowledgement, newest first, at most ${PAGE_MAX} a page`,
  tags,
  access: 'look',
  scope: 'own-area',
  discloses: 'reply.alerts.*.officerId',
  query: Type.Object(
    {
      from: Type.Optional(MomentQuery),
      to: Type.Optional(MomentQuery),
      kind: Type.Optional(
        Type.String({
          maxLength: 200,
          description: `One or several of ${ALERT_KINDS.join(', ')}, separated by commas`,
        }),
      ),
      state: Type.Optional(literals(['standing', 'ended', 'withdrawn'])),
      acknowledged: Type.Optional(Type.Boolean()),
      officerId: Type.Optional(IdParam),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_MAX })),
      cursor: Type.Optional(Type.String({ pattern: '^\\d{1,14}-\\d{1,15}$' })),
    },
    { additionalProperties: false },
  ),
  replies: {
    200: Type.Object({
      alerts: Type.Array(Alert),
      next: Type.Union([Type.String(), Type.Null()], { description: 'Cursor of the next page' }),
    }),
  },
});

export const acknowledgeAlert = route({
  operationId: 'acknowledgeAlert',
  method: 'POST',
  path: '/officers/:officerId/alerts/:id/acknowledge',
  summary: 'Acknowledge an alert; the first to do so stays on record',
  tags,
  access: 'acknowledge-alerts',
  scope: { alert: 'params.id' },
  discloses: 'reply.officerId',
  params: Type.Object({ officerId: AlertOfficer, id: IdParam }),
  body: Type.Object({ comment: Type.Optional(Type.String({ maxLength: 500 })) }),
  replies: { 200: Alert },
  errors: ['not-found'],
});
