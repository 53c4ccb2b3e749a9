import { Refusal } from '../../errors.ts';

/** Why a study cannot be answered: to people by its code, to programs with what was found. */
export const refusalOfStudy = ({ code, message }: { code: string; message: string }): Refusal =>
  Refusal.detailed('invalid', `${code}: ${message}`, [
    { code: 'study-not', values: {}, words: { why: [`studies.failure.${code}`] } },
  ]);
