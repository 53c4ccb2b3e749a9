import type { FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { Account } from '../../contract/accounts/account.ts';
import * as routes from '../../contract/routes/people/own-account.ts';
import { endSession, hashSessionId, listSessions } from '../../db/accounts/console-sessions.ts';
import { findAccount, setPassword } from '../../db/accounts/managed.ts';
import * as factor from '../../db/accounts/second-factor.ts';
import { findUser } from '../../db/accounts/users.ts';
import { verifyPassword } from '../../domain/accounts/password.ts';
import { hashSecret } from '../../domain/accounts/secret.ts';
import {
  createRecoveryCodes,
  createTotp,
  plainRecoveryCode,
  stepOfCode,
} from '../../domain/accounts/totp.ts';
import { seal, unseal } from '../../domain/webhooks/seal.ts';
import { Refusal } from '../../errors.ts';
import { choosePassword } from '../../services/accounts/choose-password.ts';
import type { Mount } from '../shell/mount.ts';
import type { Attempts } from './attempts.ts';
import { enter } from './enter.ts';

/** What everybody sets for the own account: password, second factor, sessions. */
export function ownAccountRoutes(mount: Mount, context: Context, attempts: Attempts): void {
  const { authority, db, now, rules, sealing } = context;
  const isNeeded = ({ role }: Account) => rules.secondFactorRoles.includes(role);
  const userOf = async ({ id }: Account) => (await findUser(db, id, rules))!;

  /** The user behind an account, who knows its password. Throws `wrong-credentials`, and `too-many-requests` for guesses. */
  async function requirePassword(
    { account, request }: { account: Account; request: FastifyRequest },
    password: string,
  ) {
    const user = await userOf(account);
    if ((await findAccount(db, account.id, rules))?.provider)
      throw Refusal.of('wrong-state', 'account-provided');
    attempts.begin(account.name, request);
    if (!(await verifyPassword(password, user.passwordHash))) {
      attempts.failed(request);
      throw Refusal.of('wrong-credentials');
    }
    attempts.succeeded(account.name);
    return user;
  }

  mount(routes.getOwnAccount, async ({ account }) => {
    const { lastSignInAt, provider, secondFactor } = (await findAccount(db, account.id, rules))!;
    const recoveryCodes = await factor.countRecoveryCodes(db, account.id);
    const secondFactorNeeded = isNeeded(account) && !provider;
    return { lastSignInAt, provider, secondFactor, secondFactorNeeded, recoveryCodes };
  });

  mount(routes.changePassword, async (asked) => {
    const { account, body, request } = asked;
    await requirePassword(asked, body.currentPassword);
    if (body.password === body.currentPassword)
      throw Refusal.of('weak-password', 'password-so-far');
    const passwordHash = await choosePassword(body.password, account.name);
    await setPassword(db, { id: account.id, passwordHash, temporaryUntil: null });
    await enter(request, await userOf(account));
    await authority.check();
    return null;
  });

  mount(routes.offerSecondFactor, async (asked) => {
    const { account, body } = asked;
    const { totpStep } = await requirePassword(asked, body.currentPassword);
    if (totpStep !== null) throw Refusal.of('wrong-state', 'factor-in-force');
    const offer = createTotp(account.name);
    await factor.offerSecondFactor(db, account.id, seal(offer.secret, sealing));
    return offer;
  });

  mount(routes.confirmSecondFactor, async ({ account, body, request }) => {
    const { totpSealed, totpStep } = await userOf(account);
    if (totpStep !== null || totpSealed === null)
      throw Refusal.of('wrong-state', 'factor-not-offered');
    attempts.begin(account.name, request);
    const secret = unseal(totpSealed, sealing);
    const step = secret && stepOfCode(body.code, secret, now());
    if (!step) {
      attempts.failed(request);
      throw Refusal.of('wrong-code');
    }
    attempts.succeeded(account.name);
    const codes = createRecoveryCodes();
    const hashes = codes.map((code) => hashSecret(plainRecoveryCode(code)));
    if (!(await factor.confirmSecondFactor(db, { id: account.id, step, hashes })))
      throw Refusal.of('wrong-state', 'factor-in-force');
    return { codes };
  });

  mount(routes.dropSecondFactor, async (asked) => {
    const { account, body } = asked;
    if (isNeeded(account))
      throw Refusal.of(
        'wrong-state',
        'factor-must-be',
        {},
        { words: { role: [`account.role.${account.role}`] } },
      );
    await requirePassword(asked, body.currentPassword);
    await factor.dropSecondFactor(db, account.id);
    return null;
  });

  mount(routes.listOwnSessions, async ({ account, request }) => {
    const own = hashSessionId(request.session.sessionId);
    const sessions = await listSessions(db, account.id, rules);
    return { sessions: sessions.map((session) => ({ ...session, own: session.id === own })) };
  });

  mount(routes.endOwnSession, async ({ account, params: { session } }) => {
    if (!(await endSession(db, { userId: account.id, idHash: session })))
      throw Refusal.of('not-found', 'no-session');
    await authority.check();
    return null;
  });
}
