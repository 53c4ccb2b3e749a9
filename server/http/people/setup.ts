import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Context } from '../../context.ts';
import { Setup } from '../../contract/people/setup.ts';
import { readSetup } from '../../db/people/setup.ts';
import { accountOf, requireRole } from '../accounts/access.ts';

/** What administrators still have to bring in or to assign. */
export const setupRoutes =
  ({ db, now }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/setup',
      {
        onRequest: requireRole('administrator'),
        schema: {
          tags: ['provisioning'],
          summary: 'What is set up now, and which areas, officers and handhelds lack something',
          response: { 200: Setup },
        },
      },
      (request) => readSetup(db, { at: now(), within: accountOf(request).areaId }),
    );
  };
