import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Context } from '../../context.ts';
import { FixBatch } from '../../contract/fixes/fix.ts';
import { FixesReply } from '../../contract/fixes/handheld.ts';
import { handheldOf } from './handheld-of.ts';

/** Fixes over HTTP: the same batch, the same receipts, gzip accepted. The handheld shows itself by HTTP Basic. */
export const fixRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/fixes',
      {
        config: { rateLimit: false },
        // The schema is for the reader: the pipeline checks each fix on its own, so one bad fix costs no other.
        validatorCompiler: () => () => true,
        schema: {
          tags: ['fixes'],
          summary: 'Send a batch of 1 to 500 fixes; one receipt a fix, after the commit',
          security: [{ handheld: [] }],
          body: FixBatch,
          response: { 200: FixesReply },
        },
      },
      async (request) => {
        const source = await handheldOf(context.db, request);
        return { receipts: await context.ingest(source, request.body) };
      },
    );
  };
