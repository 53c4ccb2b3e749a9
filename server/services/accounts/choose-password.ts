import { GUESSES_MIN, PASSWORD_MIN } from '../../contract/accounts/password.ts';
import type { FileProblem } from '../../contract/file-problem.ts';
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
  const right: FileProblem = {
    code: 'password-right',
    values: { least: PASSWORD_MIN, tries: GUESSES_MIN },
  };
  if (fault) throw Refusal.of('weak-password', [fault, right]);
  return hash(password);
}
