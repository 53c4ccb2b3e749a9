import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { Context } from '../../context.ts';
import type { Capability } from '../../contract/access/capabilities.ts';
import type { Account } from '../../contract/accounts/account.ts';
import { isCapability } from '../../contract/routes/errors-of.ts';
import { keepWall } from '../../contract/routes/people/accounts.ts';
import type { Route } from '../../contract/routes/route.ts';
import { Refusal } from '../../errors.ts';
import { requireMay, requireSet } from '../../services/access/authorise.ts';
import { accountOf } from './account-of.ts';
import { type Held, identifyHandheld } from './handheld.ts';
import { identifyReader, type Reader } from './reader.ts';

/** What turns a request away before anything of it is read. */
export function guardOf(
  route: Pick<Route, 'access' | 'method' | 'operationId'>,
  who: Pick<Context, 'db' | 'door' | 'now'>,
): onRequestAsyncHookHandler[] {
  const { access } = route;
  const looks = isLook(route);
  if (isCapability(access)) return [requireLook(looks), requireCapability(access)];
  if (access === 'account') return [requireLook(looks), async (request) => void accountOf(request)];
  if (access === 'handheld') return [identifyHandheld(who)];
  return access === 'reader' ? [identifyReader(who)] : [];
}

/** What a session on a wall is for: nobody sits before it. */
const isLook = ({
  access,
  method,
  operationId,
}: Pick<Route, 'access' | 'method' | 'operationId'>) =>
  operationId === keepWall.operationId ||
  (method === 'GET' && (access === 'look' || access === 'account'));

const requireLook =
  (looks: boolean): onRequestAsyncHookHandler =>
  async ({ session }) => {
    if (!looks && session.wallMs !== undefined) throw Refusal.of('forbidden', 'wall-looks');
  };

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
