import type { Context } from '../../context.ts';
import type { Site } from '../../contract/accounts/account.ts';
import * as routes from '../../contract/routes/accounts.ts';
import { findUser } from '../../db/accounts/users.ts';
import { NO_HASH, verifyPassword } from '../../domain/accounts/password.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';

/** Signing in and out, and what anyone may know of this site. */
export function accountRoutes(mount: Mount, { authority, db }: Context, site: Site): void {
  mount(routes.getSite, async () => site);

  mount(routes.signIn, async ({ body, request }) => {
    const user = await findUser(db, body.name);
    // Checking a password takes as long for a name that does not exist.
    const right = await verifyPassword(body.password, user?.passwordHash ?? NO_HASH);
    if (!user || !right) throw new Refusal('wrong-credentials');
    await request.session.regenerate();
    request.session.account = user.account;
    request.session.grant = user.grant;
    return user.account;
  });

  mount(routes.getSession, async ({ account }) => account);

  mount(routes.signOut, async ({ request }) => {
    await request.session.destroy();
    await authority.check();
    return null;
  });
}
