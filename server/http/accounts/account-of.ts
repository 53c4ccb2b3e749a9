import type { FastifyRequest } from 'fastify';
import type { Account } from '../../contract/accounts/account.ts';
import { Refusal } from '../../errors.ts';
import { keyOf } from './authorization.ts';

declare module 'fastify' {
  interface Session {
    account?: Account;
    /** What the account was when it signed in. */
    grant?: string;
    /** Where from, and what the browser calls itself. */
    address?: string;
    agent?: string | undefined;
    /** When it ends by itself, as it is stored: what the cookie says is counted anew with each request. */
    endsAt?: string;
    /** Of a wall: when that was last asked for, Unix ms; it only looks. */
    wallMs?: number;
  }
}

/** The signed-in account of a request, whatever it must set first. Throws `not-signed-in`. */
export function accountOf(request: FastifyRequest): Account {
  const account = request.session.account;
  if (account) return account;
  const isKey = keyOf(request.headers.authorization) !== undefined;
  throw isKey ? Refusal.of('not-signed-in', 'no-key-opens') : Refusal.of('not-signed-in');
}
