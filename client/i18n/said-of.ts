import type { TFunction } from 'i18next';
import type { FileProblem } from '../../server/contract/file-problem.ts';

/** What is wrong with a file, in the language in force; null where nothing is said of it. */
export const saidOf = (problems: readonly FileProblem[], t: TFunction): string | null =>
  problems.map(({ code, values }) => t(`fileProblems.${code}`, values)).join(' ') || null;
