import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import { ApiKey, ApiKeyInput, NewApiKey } from '../../contract/metrics/metrics.ts';
import { createApiKey, listApiKeys, revokeApiKey } from '../../db/accounts/api-keys.ts';
import { placeOf } from '../../db/rollups/metric-groups.ts';
import { hashSecret } from '../../domain/accounts/secret.ts';
import { Refusal } from '../../errors.ts';
import { IdParam } from '../shell/query.ts';
import { accountOf, requireRole } from './access.ts';
import { createKeySecret, writeKey } from './reader.ts';

const tags = ['API keys'];
const RATE_DEFAULT = 120;

/** Keys of machine clients, made and revoked by administrators for areas they may see. */
export const apiKeyRoutes =
  ({ db, now }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', requireRole('administrator'));
    const moment = () => new Date(now()).toISOString();

    app.get(
      '/api-keys',
      {
        schema: {
          tags,
          summary: 'Keys, revoked ones included',
          response: { 200: Type.Object({ keys: Type.Array(ApiKey) }) },
        },
      },
      async (request) => ({ keys: await listApiKeys(db, accountOf(request).areaId, moment()) }),
    );

    app.post(
      '/api-keys',
      {
        schema: {
          tags,
          summary: 'Make a key; this reply alone shows it',
          body: Type.Object(
            {
              ...ApiKeyInput.properties,
              requestsPerMinute: Type.Optional(ApiKeyInput.properties.requestsPerMinute),
            },
            { additionalProperties: false },
          ),
          response: { 200: NewApiKey },
        },
      },
      async (request) => {
        const { name, areaId: scope } = accountOf(request);
        const { body } = request;
        const place = await placeOf(db, body.areaId, scope, moment());
        if (!place?.inScope)
          throw new Refusal('forbidden', `a key reads area ${scope} or an area below it`);
        const secret = createKeySecret();
        const key = await createApiKey(db, {
          name: body.name,
          areaId: body.areaId,
          requestsPerMinute: body.requestsPerMinute ?? RATE_DEFAULT,
          keyHash: hashSecret(secret),
          createdBy: name,
        });
        return { ...key, key: writeKey(key.id, secret) };
      },
    );

    app.delete(
      '/api-keys/:id',
      {
        schema: {
          tags,
          summary: 'Revoke a key for good',
          params: Type.Object({ id: IdParam }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { areaId: within } = accountOf(request);
        const ended = await revokeApiKey(db, { id: request.params.id, within, moment: moment() });
        if (!ended) throw new Refusal('not-found', 'no key of this id that is still good');
        return reply.code(204).send(null);
      },
    );
  };
