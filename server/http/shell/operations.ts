import type { FastifyPluginAsync } from 'fastify';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { within } from '../../db/store/within.ts';
import { Refusal } from '../../errors.ts';

const READY_MAX_MS = 3_000;

/** For those who run it: alive, able to take fixes, and figures to scrape. Not part of the API's document. */
export const operationRoutes =
  ({ db, metrics }: Context): FastifyPluginAsync =>
  async (app) => {
    const hidden = { schema: { hide: true }, config: { rateLimit: false } } as const;
    app.get('/health', hidden, async () => ({ status: 'alive' }));
    app.get('/ready', hidden, async () => {
      await within(READY_MAX_MS, sql`select 1`.execute(db)).catch(() => {
        throw new Refusal('unavailable');
      });
      return { status: 'ready' };
    });
    app.get('/metrics', hidden, async (_request, reply) =>
      reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
    );
  };
