import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../context.ts';
import { Alert } from '../contract/console.ts';
import { acknowledgeAlert, listAlerts } from '../db/alerts.ts';
import { listOfficers } from '../db/people.ts';
import { Refusal } from '../errors.ts';
import { accountOf, requireRole } from './access.ts';
import { IdParam, MomentQuery, moment } from './query.ts';

const tags = ['alerts'];
const WEEK_MS = 7 * 86_400_000;

/** Alerts and their acknowledgement. */
export const alertRoutes =
  ({ db, now, announce }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', requireRole());

    app.get(
      '/alerts',
      {
        schema: {
          tags,
          summary: 'Alerts since a moment (a week unless told), newest first, at most 200',
          querystring: Type.Object({ from: Type.Optional(MomentQuery) }),
          response: { 200: Type.Object({ alerts: Type.Array(Alert) }) },
        },
      },
      async (request) => ({
        alerts: await listAlerts(db, {
          within: accountOf(request).areaId,
          fromMs: moment(request.query.from, now() - WEEK_MS),
        }),
      }),
    );

    app.post(
      '/officers/:officerId/alerts/:id/acknowledge',
      {
        onRequest: requireRole('supervisor', 'administrator'),
        schema: {
          tags,
          summary: 'Acknowledge an alert; the first to do so stays on record',
          params: Type.Object({ officerId: IdParam, id: IdParam }),
          body: Type.Object({ comment: Type.Optional(Type.String({ maxLength: 500 })) }),
          response: { 200: Alert },
        },
      },
      async (request) => {
        const { name, areaId } = accountOf(request);
        const officers = await listOfficers(db, { at: now(), within: areaId });
        if (!officers.some(({ id }) => id === request.params.officerId))
          throw new Refusal('not-found');
        const alert = await acknowledgeAlert(db, request.params, {
          name,
          comment: request.body.comment ?? null,
          at: now(),
        });
        if (!alert) throw new Refusal('not-found');
        announce.alert(alert);
        return alert;
      },
    );
  };
