import type { FileProblem } from '../../contract/file-problem.ts';
import { Refusal } from '../../errors.ts';

interface Why {
  code: string;
  message: string;
  problems?: readonly FileProblem[];
}

/** Why a study cannot be answered: to people by its code, and by what was given and is right where that is known; to programs with what was found. */
export const refusalOfStudy = ({ code, message, problems = [] }: Why): Refusal =>
  Refusal.detailed('invalid', `${code}: ${message}`, [
    { code: 'study-not', values: {}, words: { why: [`studies.failure.${code}`] } },
    ...problems,
  ]);
