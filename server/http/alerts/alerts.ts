import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import { ALERT_KINDS, Alert } from '../../contract/console/console.ts';
import { literals } from '../../contract/literals.ts';
import { WEEK_MS } from '../../contract/units.ts';
import { acknowledgeAlert, listAlerts } from '../../db/alerts/alerts.ts';
import { Refusal } from '../../errors.ts';
import { accountOf, requireRole } from '../accounts/access.ts';
import { IdParam, MomentQuery, moment } from '../shell/query.ts';

const tags = ['alerts'];
const PAGE_MAX = 500;
/** 0: a call for help of a handheld nobody carries. */
const AlertOfficer = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

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
          summary: `Alerts of a period (the last week unless told) by kind, state and acknowledgement, newest first, at most ${PAGE_MAX} a page`,
          querystring: Type.Object(
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
          response: {
            200: Type.Object({
              alerts: Type.Array(Alert),
              next: Type.Union([Type.String(), Type.Null()], {
                description: 'Cursor of the next page',
              }),
            }),
          },
        },
      },
      async (request) => {
        const { from, to, kind, ...filter } = request.query;
        const fromMs = moment(from, now() - WEEK_MS);
        const toMs = moment(to, undefined);
        if (toMs !== undefined && toMs <= fromMs)
          throw new Refusal('invalid', 'from must lie before to');
        const within = accountOf(request).areaId;
        return listAlerts(db, { ...filter, within, fromMs, toMs, kinds: readKinds(kind) });
      },
    );

    app.post(
      '/officers/:officerId/alerts/:id/acknowledge',
      {
        onRequest: requireRole('supervisor', 'administrator'),
        schema: {
          tags,
          summary: 'Acknowledge an alert; the first to do so stays on record',
          params: Type.Object({ officerId: AlertOfficer, id: IdParam }),
          body: Type.Object({ comment: Type.Optional(Type.String({ maxLength: 500 })) }),
          response: { 200: Alert },
        },
      },
      async (request) => {
        const { name, areaId } = accountOf(request);
        const alert = await acknowledgeAlert(
          db,
          { ...request.params, within: areaId },
          { name, comment: request.body.comment?.trim() || null, at: now() },
        );
        if (!alert) throw new Refusal('not-found');
        announce.alert(alert);
        return alert;
      },
    );
  };

function readKinds(text: string | undefined): Alert['kind'][] | undefined {
  const kinds = text?.split(',');
  for (const kind of kinds ?? [])
    if (!ALERT_KINDS.some((known) => known === kind))
      throw new Refusal(
        'invalid',
        `${kind} is no kind of alert; there are ${ALERT_KINDS.join(', ')}`,
      );
  return kinds as Alert['kind'][] | undefined;
}
