import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { type Capability, may, rolesOf } from '../../contract/access/capabilities.ts';
import type { Account } from '../../contract/accounts/account.ts';
import { isCapability } from '../../contract/routes/errors-of.ts';
import type { Access } from '../../contract/routes/route.ts';
import type { Db } from '../../db/store/open.ts';
import { Refusal } from '../../errors.ts';
import { accountOf } from './account-of.ts';
import { identifyReader, type Reader } from './reader.ts';

/** What turns a request away before anything of it is read. Handhelds show themselves to the handler. */
export function guardOf(
  access: Access,
  who: { db: Db; now: () => number },
): onRequestAsyncHookHandler[] {
  if (isCapability(access)) return [requireCapability(access)];
  return access === 'reader' ? [identifyReader(who)] : [];
}

function requireCapability(capability: Capability): onRequestAsyncHookHandler {
  return async (request) => {
    const { role } = accountOf(request);
    if (!may(role, capability))
      throw new Refusal(
        'forbidden',
        `this takes ${rolesOf(capability).join(' or ')}; you are ${role}`,
      );
  };
}

/** Who calls, once the guard has let them in. */
export const callerOf = ({
  reader,
  session,
}: FastifyRequest): { account: Account | undefined; reader: Reader | undefined } => ({
  account: session.account,
  reader,
});
