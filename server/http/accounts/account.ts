import type { FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { Account, Site } from '../../contract/accounts/account.ts';
import * as routes from '../../contract/routes/people/accounts.ts';
import { appendEntry } from '../../db/access/access-log.ts';
import { findUser } from '../../db/accounts/users.ts';
import { createBrake } from '../../domain/accounts/brake.ts';
import { NO_HASH, verifyPassword } from '../../domain/accounts/password.ts';
import { requireTimeZone } from '../../domain/reading/instants.ts';
import { Refusal } from '../../errors.ts';
import { makeFirstAccount } from '../../services/accounts/first-account.ts';
import type { Mount } from '../shell/mount.ts';

/** Behind one address there may be many who mistype. */
const ADDRESS = { free: 50 };

/** Signing in and out, and what anyone may know of this site. */
export function accountRoutes(
  mount: Mount,
  { authority, db, metrics, now }: Context,
  site: Site,
): void {
  const accounts = createBrake();
  const addresses = createBrake(ADDRESS);

  mount(routes.getSite, async () => site);

  mount(routes.signIn, async ({ body, request }, reply) => {
    const { name } = body;
    const address = request.ip;
    const waitS = Math.max(accounts.waitMs(name, now()), addresses.waitMs(address, now())) / 1_000;
    if (waitS > 0) {
      reply.header('retry-after', Math.ceil(waitS));
      throw new Refusal('too-many-requests', `wrong too often; again in ${Math.ceil(waitS)} s`);
    }
    // Counted before the answer is known: guesses sent side by side must not be cheaper.
    accounts.failed(name, now());
    const user = await findUser(db, name);
    // Checking a password takes as long for a name that does not exist.
    const right = await verifyPassword(body.password, user?.passwordHash ?? NO_HASH);
    const entry = { atMs: now(), kind: 'act', by: name, address } as const;
    const areaId = user?.account.areaId ?? null;
    if (!user || !right) {
      addresses.failed(address, now());
      metrics.signIns.inc({ outcome: 'failed' });
      request.log.warn({ account: name, address }, 'failed sign-in');
      await appendEntry(db, { ...entry, areaId, act: 'signInFailed' });
      throw new Refusal('wrong-credentials');
    }
    accounts.succeeded(name);
    metrics.signIns.inc({ outcome: 'good' });
    await appendEntry(db, { ...entry, areaId, act: 'signIn' });
    return enter(request, user);
  });

  mount(routes.makeFirstAccount, async ({ body, request }) => {
    requireTimeZone(body.place.timeZone);
    const user = await makeFirstAccount(db, body);
    if (!user)
      throw new Refusal(
        'wrong-credentials',
        'this address is not good any more: an account exists, or the server has printed another since',
      );
    const { areaId, name } = user.account;
    const entry = { atMs: now(), kind: 'act', by: name, address: request.ip, areaId } as const;
    await appendEntry(db, { ...entry, act: 'makeFirstAccount' });
    return enter(request, user);
  });

  mount(routes.getSession, async ({ account }) => account);

  mount(routes.signOut, async ({ request }) => {
    await request.session.destroy();
    await authority.check();
    return null;
  });
}

/** Opens a session of a user, under an id that nobody knew before. */
async function enter(
  request: FastifyRequest,
  { account, grant }: { account: Account; grant: string },
): Promise<Account> {
  await request.session.regenerate();
  request.session.account = account;
  request.session.grant = grant;
  return account;
}
