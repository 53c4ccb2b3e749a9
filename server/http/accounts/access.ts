import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Account, Role } from '../../contract/accounts/account.ts';
import { Refusal } from '../../errors.ts';

declare module 'fastify' {
  interface Session {
    account?: Account;
  }
}

/** The signed-in account of a request. Throws `not-signed-in`. */
export function accountOf(request: FastifyRequest): Account {
  const account = request.session.account;
  if (!account) throw new Refusal('not-signed-in');
  return account;
}

/** A guard for routes: signed in, and in one of these roles where any are given. */
export function requireRole(...roles: Role[]) {
  return async (request: FastifyRequest, _reply: FastifyReply): Promise<void> => {
    const { role } = accountOf(request);
    if (roles.length && !roles.includes(role))
      throw new Refusal('forbidden', `this takes ${roles.join(' or ')}; you are ${role}`);
  };
}
