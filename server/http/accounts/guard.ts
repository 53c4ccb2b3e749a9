import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { Context } from '../../context.ts';
import type { Capability } from '../../contract/access/capabilities.ts';
import type { Account } from '../../contract/accounts/account.ts';
import { isCapability } from '../../contract/routes/errors-of.ts';
import type { Access } from '../../contract/routes/route.ts';
import { requireMay, requireSet } from '../../services/access/authorise.ts';
import { accountOf } from './account-of.ts';
import { type Held, identifyHandheld } from './handheld.ts';
import { identifyReader, type Reader } from './reader.ts';

/** What turns a request away before anything of it is read. */
export function guardOf(
  access: Access,
  who: Pick<Context, 'db' | 'door' | 'now'>,
): onRequestAsyncHookHandler[] {
  if (isCapability(access)) return [requireCapability(access)];
  if (access === 'account') return [async (request) => void accountOf(request)];
  if (access === 'handheld') return [identifyHandheld(who)];
  return access === 'reader' ? [identifyReader(who)] : [];
}

function requireCapability(capability: Capability): onRequestAsyncHookHandler {
  return async (request) => {
    const account = accountOf(request);
    requireSet(account);
    requireMay(account, capability);
  };
}

/** Who calls, once the guard has let them in. */
export const callerOf = ({
  handheld,
  reader,
  session,
}: FastifyRequest): {
  account: Account | undefined;
  handheld: Held | undefined;
  reader: Reader | undefined;
} => ({ account: session.account, handheld, reader });
