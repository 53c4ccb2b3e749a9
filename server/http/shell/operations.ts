import type { FastifyPluginAsync } from 'fastify';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { within } from '../../db/store/within.ts';
import { hashSecret, verifySecret } from '../../domain/accounts/secret.ts';
import { Refusal } from '../../errors.ts';
import { isOwnAddress } from '../../ingest/bound-connections.ts';
import { bearerOf } from '../accounts/authorization.ts';

const READY_MAX_MS = 3_000;
const RIGHT = 'by the METRICS_TOKEN of the configuration, or from this machine where there is none';

/** For those who run it: alive, able to take fixes, and figures to scrape. Not part of the API's document. */
export const operationRoutes =
  ({ config, db, isLeaving, metrics }: Context): FastifyPluginAsync =>
  async (app) => {
    const hidden = { schema: { hide: true }, config: { rateLimit: false } } as const;
    app.get('/health', hidden, async () => ({ status: 'alive' }));
    app.get('/ready', hidden, async () => {
      if (isLeaving()) throw Refusal.toProgram('unavailable', 'this server is about to stop');
      await within(READY_MAX_MS, sql`select 1`.execute(db)).catch(() => {
        throw Refusal.of('unavailable');
      });
      return { status: 'ready' };
    });
    app.get('/metrics', hidden, async ({ headers, ip }, reply) => {
      const token = config.metricsToken;
      const shown = bearerOf(headers.authorization) ?? '';
      if (token === null ? !isOwnAddress(ip) : !verifySecret(shown, hashSecret(token)))
        throw Refusal.toProgram('forbidden', RIGHT);
      return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    });
  };
