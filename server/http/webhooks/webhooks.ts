import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import { literals } from '../../contract/literals.ts';
import { DAY_MS } from '../../contract/units.ts';
import {
  DELIVERY_PAGE_MAX,
  NewWebhook,
  WEBHOOKS_MAX,
  Webhook,
  WebhookDelivery,
  WebhookInput,
  WebhookPatch,
} from '../../contract/webhooks/webhook.ts';
import { placeOf } from '../../db/rollups/metric-groups.ts';
import { iso } from '../../db/store/moments.ts';
import { listDeliveries, retryDelivery } from '../../db/webhooks/deliveries.ts';
import { publishTest } from '../../db/webhooks/events.ts';
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  findWebhook,
  listWebhooks,
  rotateSecret,
} from '../../db/webhooks/webhooks.ts';
import { seal } from '../../domain/webhooks/seal.ts';
import { createWebhookSecret } from '../../domain/webhooks/sign.ts';
import { Refusal } from '../../errors.ts';
import { wrongUrl } from '../../jobs/webhooks/webhook-address.ts';
import { accountOf, requireRole } from '../accounts/access.ts';
import { IdParam } from '../shell/query.ts';

const tags = ['webhooks'];
const OneWebhook = Type.Object({ id: IdParam });
const PAGE = 50;
/** After a rotation both secrets sign for so long. */
const BOTH_SECRETS_MS = DAY_MS;

/**
 * Who is told of warnings and of final periods, made by administrators for areas they may see.
 *
 * @param key seals signing secrets, see domain/webhooks/seal
 * @param wake lets deliveries be looked for at once
 */
export const webhookRoutes =
  (
    { db, now, config }: Context,
    { key, wake }: { key: Buffer; wake: () => void },
  ): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', requireRole('administrator'));
    const scopeOf = (request: FastifyRequest) => ({
      within: accountOf(request).areaId,
      now: now(),
    });
    const known = async (request: FastifyRequest, id: number): Promise<Webhook> => {
      const webhook = await findWebhook(db, id, scopeOf(request));
      if (!webhook) throw new Refusal('not-found', 'no webhook of this id in your area');
      return webhook;
    };
    const checkUrl = (url: string) => {
      const wrong = wrongUrl(url, config.webhookPrivateHosts);
      if (wrong) throw new Refusal('invalid', wrong);
    };

    app.get(
      '/webhooks',
      {
        schema: {
          tags,
          summary: 'Webhooks of your area and below',
          response: { 200: Type.Object({ webhooks: Type.Array(Webhook) }) },
        },
      },
      async (request) => ({ webhooks: await listWebhooks(db, scopeOf(request)) }),
    );

    app.post(
      '/webhooks',
      {
        schema: {
          tags,
          summary: 'Make a webhook; this reply alone shows its secret',
          body: WebhookInput,
          response: { 200: NewWebhook },
        },
      },
      async (request) => {
        const { name, areaId: scope } = accountOf(request);
        const { body } = request;
        checkUrl(body.url);
        const place = await placeOf(db, body.areaId, scope, iso(now()));
        if (!place?.inScope)
          throw new Refusal('forbidden', `a webhook is told of area ${scope} or an area below it`);
        const secret = createWebhookSecret();
        const id = await createWebhook(db, {
          ...body,
          secret: seal(secret, key),
          createdBy: name,
          now: now(),
          most: WEBHOOKS_MAX,
        });
        if (id === null)
          throw new Refusal('invalid', `there are ${WEBHOOKS_MAX} webhooks already; delete one`);
        return { ...(await known(request, id)), secret };
      },
    );

    app.patch(
      '/webhooks/:id',
      {
        schema: {
          tags,
          summary: 'Change, disable or enable a webhook',
          params: OneWebhook,
          body: WebhookPatch,
          response: { 200: Webhook },
        },
      },
      async (request) => {
        const { id } = await known(request, request.params.id);
        if (request.body.url !== undefined) checkUrl(request.body.url);
        await changeWebhook(db, id, request.body, now());
        wake();
        return known(request, id);
      },
    );

    app.post(
      '/webhooks/:id/secret',
      {
        schema: {
          tags,
          summary: 'Make a new secret, shown once; the one before signs as well for 24 hours',
          params: OneWebhook,
          response: { 200: NewWebhook },
        },
      },
      async (request) => {
        const { id } = await known(request, request.params.id);
        const secret = createWebhookSecret();
        await rotateSecret(db, {
          id,
          secret: seal(secret, key),
          previousUntil: now() + BOTH_SECRETS_MS,
        });
        return { ...(await known(request, id)), secret };
      },
    );

    app.delete(
      '/webhooks/:id',
      {
        schema: {
          tags,
          summary: 'Delete a webhook and all that waits for it',
          params: OneWebhook,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id } = await known(request, request.params.id);
        await deleteWebhook(db, id);
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/webhooks/:id/test',
      {
        schema: {
          tags,
          summary: 'Send an event of type webhook.test',
          params: OneWebhook,
          response: { 202: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id, areaId, state } = await known(request, request.params.id);
        if (state !== 'active')
          throw new Refusal('invalid', `the webhook is ${state}; enable it first`);
        await publishTest(db, { webhookId: id, areaId, at: now() });
        wake();
        return reply.code(202).send(null);
      },
    );

    app.get(
      '/webhooks/:id/deliveries',
      {
        schema: {
          tags,
          summary: 'What was sent to a webhook and what waits, latest first; kept for 30 days',
          params: OneWebhook,
          querystring: Type.Object({
            state: Type.Optional(literals(['waiting', 'delivered'])),
            before: Type.Optional(IdParam),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: DELIVERY_PAGE_MAX })),
          }),
          response: {
            200: Type.Object({
              deliveries: Type.Array(WebhookDelivery),
              next: Type.Union([Type.Integer(), Type.Null()], {
                description: '`before` of the next page',
              }),
            }),
          },
        },
      },
      async (request) => {
        const { id } = await known(request, request.params.id);
        const { state, before, limit = PAGE } = request.query;
        const deliveries = await listDeliveries(db, id, {
          state: state ?? null,
          before: before ?? null,
          limit,
        });
        return { deliveries, next: deliveries.length === limit ? deliveries.at(-1)!.id : null };
      },
    );

    app.post(
      '/webhooks/:id/deliveries/:delivery/retry',
      {
        schema: {
          tags,
          summary: 'Send now what waits, or once more what was taken in',
          params: Type.Object({ id: IdParam, delivery: IdParam }),
          response: { 202: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id: webhookId } = await known(request, request.params.id);
        const key = { webhookId, id: request.params.delivery };
        if (!(await retryDelivery(db, key, now())))
          throw new Refusal('not-found', 'no delivery of this id to this webhook');
        wake();
        return reply.code(202).send(null);
      },
    );
  };
