import type { FileProblem, FileProblemCode } from '../../contract/file-problem.ts';
import { fileProblems } from '../../contract/words/en/console/people/file-problems.ts';
import { interpolate } from '../../contract/words/interpolate.ts';

/** Something read that cannot be taken: what was wrong and what is right, for a person. */
export class ReadingError extends Error {
  override readonly name = 'ReadingError';
  /** The same as codes, to be told in any language; none where it is not of the file as a whole. */
  readonly problems: readonly FileProblem[];
  constructor(message: string, problems: readonly FileProblem[] = []) {
    super(message);
    this.problems = problems;
  }
}

/** What is wrong with a file as a whole. */
export const fileProblem = (
  code: FileProblemCode,
  values: FileProblem['values'] = {},
): ReadingError => new ReadingError(interpolate(fileProblems[code], values), [{ code, values }]);

/** Several things that are wrong with one file. */
export const allProblems = (errors: readonly Error[]): ReadingError =>
  new ReadingError(
    errors.map(({ message }) => message).join('; '),
    errors.flatMap((error) => (error instanceof ReadingError ? error.problems : [])),
  );

/** Of the problems of many lines so many are told; the rest is counted. */
const TOLD = 20;

/** The same for as many as a file has lines. */
export const manyProblems = (errors: readonly ReadingError[]): ReadingError => {
  const more = errors.length - TOLD;
  return allProblems([
    ...errors.slice(0, TOLD),
    ...(more > 0 ? [fileProblem('and-more', { count: more })] : []),
  ]);
};

/** Runs a reading and names the place where it failed. */
export function at<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ReadingError)
      throw new ReadingError(`${place}: ${error.message}`, error.problems);
    throw error;
  }
}
