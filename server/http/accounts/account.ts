import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import { Account, SignIn, Site } from '../../contract/accounts/account.ts';
import { ErrorReply } from '../../contract/error.ts';
import { findUser } from '../../db/accounts/users.ts';
import { NO_HASH, verifyPassword } from '../../domain/accounts/password.ts';
import { Refusal } from '../../errors.ts';
import { accountOf } from './access.ts';

const tags = ['account'];

/** Signing in and out, and what anyone may know of this site. */
export const accountRoutes =
  (context: Context, site: Site): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/site',
      { schema: { tags, summary: 'What the sign-in page shows', response: { 200: Site } } },
      async () => site,
    );

    app.post(
      '/session',
      {
        config: { rateLimit: { max: 10, timeWindow: '1 minute' } },
        schema: {
          tags,
          summary: 'Sign in',
          body: SignIn,
          response: { 200: Account, 401: ErrorReply },
        },
      },
      async (request) => {
        const user = await findUser(context.db, request.body.name);
        // Checking a password takes as long for a name that does not exist.
        const right = await verifyPassword(request.body.password, user?.passwordHash ?? NO_HASH);
        if (!user || !right) throw new Refusal('wrong-credentials');
        await request.session.regenerate();
        request.session.account = user.account;
        return user.account;
      },
    );

    app.get(
      '/session',
      { schema: { tags, summary: 'Who is signed in', response: { 200: Account } } },
      async (request) => accountOf(request),
    );

    app.delete(
      '/session',
      { schema: { tags, summary: 'Sign out', response: { 204: Type.Null() } } },
      async (request, reply) => {
        await request.session.destroy();
        return reply.code(204).send(null);
      },
    );
  };
