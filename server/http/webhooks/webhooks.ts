import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/webhooks.ts';
import { DAY_MS } from '../../contract/units.ts';
import { WEBHOOKS_MAX, type Webhook } from '../../contract/webhooks/webhook.ts';
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
import type { Mount } from '../shell/mount.ts';

const PAGE = 50;
/** After a rotation both secrets sign for so long. */
const BOTH_SECRETS_MS = DAY_MS;

/**
 * Who is told of warnings and of final periods, made by administrators for areas they may see.
 *
 * @param wake lets deliveries be looked for at once
 */
export function webhookRoutes(
  mount: Mount,
  { db, now, config, sealing }: Context,
  wake: () => void,
): void {
  const known = async (id: number): Promise<Webhook> => {
    const webhook = await findWebhook(db, id);
    if (!webhook) throw Refusal.of('not-found', 'no-webhook');
    return webhook;
  };
  const checkUrl = (url: string) => {
    const wrong = wrongUrl(url, config.webhookPrivateHosts);
    if (wrong) throw Refusal.of('invalid', wrong);
  };

  mount(routes.listWebhooks, async ({ account }) => ({
    webhooks: await listWebhooks(db, { within: account.areaId, now: now() }),
  }));

  mount(routes.createWebhook, async ({ body, account }) => {
    checkUrl(body.url);
    const secret = createWebhookSecret();
    const id = await createWebhook(db, {
      ...body,
      secret: seal(secret, sealing),
      createdBy: account.name,
      now: now(),
      most: WEBHOOKS_MAX,
    });
    if (id === null) throw Refusal.of('invalid', 'webhooks-most', { most: WEBHOOKS_MAX });
    return { ...(await known(id)), secret };
  });

  mount(routes.changeWebhook, async ({ params, body }) => {
    const { id } = await known(params.id);
    if (body.url !== undefined) checkUrl(body.url);
    await changeWebhook(db, id, body, now());
    wake();
    return known(id);
  });

  mount(routes.rotateWebhookSecret, async ({ params }) => {
    const { id } = await known(params.id);
    const secret = createWebhookSecret();
    await rotateSecret(db, {
      id,
      secret: seal(secret, sealing),
      previousUntil: now() + BOTH_SECRETS_MS,
    });
    return { ...(await known(id)), secret };
  });

  mount(routes.deleteWebhook, async ({ params }) => {
    const { id } = await known(params.id);
    await deleteWebhook(db, id);
    return null;
  });

  mount(routes.testWebhook, async ({ params }) => {
    const { id, areaId, state } = await known(params.id);
    if (state !== 'active') throw Refusal.of('invalid', 'webhook-not-active', { state });
    await publishTest(db, { webhookId: id, areaId, at: now() });
    wake();
    return null;
  });

  mount(routes.listDeliveries, async ({ params, query }) => {
    const { id } = await known(params.id);
    const { state, before, limit = PAGE } = query;
    const deliveries = await listDeliveries(db, id, {
      state: state ?? null,
      before: before ?? null,
      limit,
    });
    return { deliveries, next: deliveries.length === limit ? deliveries.at(-1)!.id : null };
  });

  mount(routes.retryDelivery, async ({ params }) => {
    const { id: webhookId } = await known(params.id);
    const key = { webhookId, id: params.delivery };
    if (!(await retryDelivery(db, key, now()))) throw Refusal.of('not-found', 'no-delivery');
    wake();
    return null;
  });
}
