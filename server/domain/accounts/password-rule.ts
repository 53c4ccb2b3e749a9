import { ROLES } from '../../contract/accounts/account.ts';
import { GUESSES_MIN, PASSWORD_MIN } from '../../contract/accounts/password.ts';
import type { FileProblem } from '../../contract/file-problem.ts';
import { inEvery } from '../../contract/words/index.ts';

/** Words of this service, which a guesser tries first; the Help names them. */
const OWN_WORDS = [
  ...Object.values(inEvery(({ answers }) => answers.guessable)).flatMap((words) =>
    words.split(' '),
  ),
  ...ROLES,
];

let estimator: Promise<(password: string, known: string[]) => number> | undefined;

/** Tries within which one who knows 40,000 common passwords, dates, keyboard rows and their usual disguises finds a password (zxcvbn). */
async function load() {
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core');
  const { adjacencyGraphs, dictionary } = await import('@zxcvbn-ts/language-common');
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: 64 });
  return (password: string, known: string[]) => zxcvbn.check(password, known).guesses;
}

/** What is wrong with a password that somebody chooses for an account; null: nothing. */
export async function passwordFault(password: string, name: string): Promise<FileProblem | null> {
  if ([...password].length < PASSWORD_MIN)
    return { code: 'password-short', values: { count: [...password].length, least: PASSWORD_MIN } };
  estimator ??= load();
  const guesses = (await estimator)(password, [name, ...OWN_WORDS]);
  return guesses < GUESSES_MIN ? { code: 'password-common', values: {} } : null;
}
