import { spendRecoveryCode, spendStep } from '../../db/accounts/second-factor.ts';
import { type AccountRules, findUser, type User } from '../../db/accounts/users.ts';
import type { Db } from '../../db/store/open.ts';
import { NO_HASH, verifyPassword } from '../../domain/accounts/password.ts';
import { hashSecret } from '../../domain/accounts/secret.ts';
import { plainRecoveryCode, stepOfCode } from '../../domain/accounts/totp.ts';
import { type SealingKey, unseal } from '../../domain/webhooks/seal.ts';

/** Who wants in, and what it shows. */
export interface Proof {
  name: string;
  password: string;
  code?: string | undefined;
}

export interface Proven {
  /** null: let in. */
  refused: 'wrong-credentials' | 'code-needed' | 'wrong-code' | null;
  /** The account of the name, whether let in or not; undefined: nobody has it. */
  user: User | undefined;
}

/**
 * Whether a password, and where the account has a second factor a code of it, let somebody in; a code is used up by it. A wrong password, a name
 * that nobody has, one that is disabled and a temporary password past its time are told apart neither by the answer nor by the time it takes.
 */
export async function prove(
  db: Db,
  { name, password, code }: Proof,
  { key, now, rules }: { key: SealingKey; now: number; rules: AccountRules },
): Promise<Proven> {
  const user = await findUser(db, name, rules);
  const right = await verifyPassword(password, user?.passwordHash ?? NO_HASH);
  const isOver = user?.disabledAt != null || (user?.temporaryUntil ?? now) < now;
  if (!user || !right || isOver) return { refused: 'wrong-credentials', user };
  if (user.totpStep === null) return { refused: null, user };
  if (!code) return { refused: 'code-needed', user };
  return { refused: (await spendCode(db, user, code, { key, now })) ? null : 'wrong-code', user };
}

/** Uses up a code of the second factor, or a recovery code. */
async function spendCode(
  db: Db,
  { account, totpSealed }: User,
  code: string,
  { key, now }: { key: SealingKey; now: number },
): Promise<boolean> {
  const secret = totpSealed && unseal(totpSealed, key);
  const step = secret ? stepOfCode(code, secret, now) : null;
  if (step !== null) return spendStep(db, account.id, step);
  return spendRecoveryCode(db, account.id, hashSecret(plainRecoveryCode(code)));
}
