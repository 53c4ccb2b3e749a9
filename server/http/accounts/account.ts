import type { Context } from '../../context.ts';
import type { Site } from '../../contract/accounts/account.ts';
import * as routes from '../../contract/routes/accounts.ts';
import { findUser } from '../../db/accounts/users.ts';
import { NO_HASH, verifyPassword } from '../../domain/accounts/password.ts';
import { requireTimeZone } from '../../domain/reading/instants.ts';
import { Refusal } from '../../errors.ts';
import { makeFirstAccount } from '../../services/accounts/first-account.ts';
import type { Mount } from '../shell/mount.ts';

/** Signing in and out, and what anyone may know of this site. */
export function accountRoutes(mount: Mount, { db }: Context, site: Site): void {
  mount(routes.getSite, async () => site);

  mount(routes.signIn, async ({ body, request }) => {
    const user = await findUser(db, body.name);
    // Checking a password takes as long for a name that does not exist.
    const right = await verifyPassword(body.password, user?.passwordHash ?? NO_HASH);
    if (!user || !right) throw new Refusal('wrong-credentials');
    await request.session.regenerate();
    request.session.account = user.account;
    return user.account;
  });

  mount(routes.makeFirstAccount, async ({ body, request }) => {
    requireTimeZone(body.place.timeZone);
    const account = await makeFirstAccount(db, body);
    if (!account)
      throw new Refusal(
        'wrong-credentials',
        'this address is not good any more: an account exists, or the server has printed another since',
      );
    await request.session.regenerate();
    request.session.account = account;
    return account;
  });

  mount(routes.getSession, async ({ account }) => account);

  mount(routes.signOut, async ({ request }) => {
    await request.session.destroy();
    return null;
  });
}
