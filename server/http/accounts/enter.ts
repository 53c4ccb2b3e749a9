import type { FastifyRequest } from 'fastify';
import type { Account } from '../../contract/accounts/account.ts';

const AGENT_MAX = 200;

/** Opens a session of a user, under an id that nobody knew before. */
export async function enter(
  request: FastifyRequest,
  { account, grant }: { account: Account; grant: string },
): Promise<Account> {
  await request.session.regenerate();
  Object.assign(request.session, {
    ...{ account, grant, address: request.ip },
    agent: request.headers['user-agent']?.slice(0, AGENT_MAX),
  });
  return account;
}
