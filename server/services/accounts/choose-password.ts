import { GUESSES_MIN, PASSWORD_MIN } from '../../contract/accounts/password.ts';
import { hashPassword } from '../../domain/accounts/password.ts';
import { passwordFault } from '../../domain/accounts/password-rule.ts';
import { Refusal } from '../../errors.ts';

/** The hash of a password that somebody chooses for an account. Throws `weak-password` with what is wrong with it. */
export async function choosePassword(
  password: string,
  name: string,
  hash: (password: string) => Promise<string> = hashPassword,
): Promise<string> {
  const fault = await passwordFault(password, name);
  if (fault)
    throw new Refusal(
      'weak-password',
      `${fault}; ${PASSWORD_MIN} characters that are not found within ${GUESSES_MIN} tries are right`,
    );
  return hash(password);
}
