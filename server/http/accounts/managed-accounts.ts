import type { Context } from '../../context.ts';
import { TEMPORARY_H, type TemporaryPassword } from '../../contract/accounts/managed.ts';
import * as routes from '../../contract/routes/people/managed-accounts.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { endSession, endSessions, listSessions } from '../../db/accounts/console-sessions.ts';
import {
  findAccount,
  insertAccount,
  listAccounts,
  patchAccount,
  setPassword,
} from '../../db/accounts/managed.ts';
import { dropSecondFactor } from '../../db/accounts/second-factor.ts';
import { iso } from '../../db/store/moments.ts';
import { hashPassword } from '../../domain/accounts/password.ts';
import { createSecret } from '../../domain/accounts/secret.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';

/** Accounts of an area, made, changed and ended by its administrators. */
export function managedAccountRoutes(mount: Mount, { authority, db, now, rules }: Context): void {
  /** A password for somebody else: it lets in until its time is over or the own one is chosen. */
  async function makePassword() {
    const password = createSecret();
    const temporaryUntil = now() + TEMPORARY_H * HOUR_MS;
    return { password, passwordHash: await hashPassword(password), temporaryUntil };
  }

  async function signOut(id: number): Promise<void> {
    await endSessions(db, id);
    await authority.check();
  }

  const shown = (
    id: number,
    { password, temporaryUntil }: { password: string; temporaryUntil: number },
  ): TemporaryPassword => ({
    ...{ id, password },
    temporaryUntil: iso(temporaryUntil),
  });

  /** An account of here; a provider's role, area and password are the provider's. */
  async function requireLocal(id: number): Promise<void> {
    const account = await findAccount(db, id, rules);
    if (account?.provider) throw Refusal.of('wrong-state', 'account-provided');
  }

  mount(routes.listAccounts, async ({ account }) => ({
    accounts: await listAccounts(db, {
      ...{ within: account.areaId, moment: iso(now()), rules },
    }),
  }));

  mount(routes.createAccount, async ({ body }) => {
    const made = await makePassword();
    const id = await insertAccount(db, { ...body, ...made });
    if (id === undefined) throw Refusal.of('wrong-state', 'account-exists', { name: body.name });
    return shown(id, made);
  });

  mount(routes.changeAccount, async ({ params: { id }, body, account }) => {
    if (body.role !== undefined || body.areaId !== undefined) await requireLocal(id);
    await patchAccount(db, id, body, { by: account.name, nowMs: now() });
    await signOut(id);
    return (await findAccount(db, id, rules))!;
  });

  mount(routes.resetPassword, async ({ params: { id } }) => {
    await requireLocal(id);
    const made = await makePassword();
    await setPassword(db, { id, ...made });
    await signOut(id);
    return shown(id, made);
  });

  mount(routes.resetSecondFactor, async ({ params: { id } }) => {
    await dropSecondFactor(db, id);
    await signOut(id);
    return null;
  });

  mount(routes.listAccountSessions, async ({ params: { id } }) => ({
    sessions: (await listSessions(db, id, rules)).map((session) => ({ ...session, own: false })),
  }));

  mount(routes.endAccountSession, async ({ params: { id, session } }) => {
    if (!(await endSession(db, { userId: id, idHash: session })))
      throw Refusal.of('not-found', 'no-session');
    await authority.check();
    return null;
  });
}
