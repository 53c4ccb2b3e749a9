import type { Context } from '../../context.ts';
import { KEY_RATE } from '../../contract/metrics/metrics.ts';
import * as routes from '../../contract/routes/people/api-keys.ts';
import { createApiKey, listApiKeys, revokeApiKey } from '../../db/accounts/api-keys.ts';
import { hashSecret } from '../../domain/accounts/secret.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';
import { createKeySecret, writeKey } from './reader.ts';

/** Keys of machine clients, made and revoked by administrators for areas they may see. */
export function apiKeyRoutes(mount: Mount, { db, now }: Context): void {
  const moment = () => new Date(now()).toISOString();

  mount(routes.listApiKeys, async ({ account }) => ({
    keys: await listApiKeys(db, account.areaId, moment()),
  }));

  mount(routes.createApiKey, async ({ body, account }) => {
    const secret = createKeySecret();
    const key = await createApiKey(db, {
      name: body.name,
      areaId: body.areaId,
      requestsPerMinute: body.requestsPerMinute ?? KEY_RATE.unlessTold,
      reports: body.reports ?? false,
      persons: body.persons ?? false,
      keyHash: hashSecret(secret),
      createdBy: account.name,
    });
    return { ...key, key: writeKey(key.id, secret) };
  });

  mount(routes.revokeApiKey, async ({ params }) => {
    const ended = await revokeApiKey(db, { id: params.id, moment: moment() });
    if (!ended) throw Refusal.of('not-found', 'no-good-key');
    return null;
  });
}
