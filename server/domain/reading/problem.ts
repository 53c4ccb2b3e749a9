import {
  type FileNote,
  type FileNoteCode,
  type FilePlace,
  type FileProblem,
  type FileProblemCode,
  sayProblems,
} from '../../contract/file-problem.ts';
import { inEnglish } from '../../contract/tell-file.ts';

/** Something read that cannot be taken: what was wrong and what is right, for a person. */
export class ReadingError extends Error {
  override readonly name = 'ReadingError';
  /** The same as codes, to be told in any language; none of what no file holds, such as a question. */
  readonly problems: readonly FileProblem[];
  constructor(message: string, problems: readonly FileProblem[] = []) {
    super(message);
    this.problems = problems;
  }
}

/** Problems as something to be thrown. */
export const unreadable = (problems: readonly FileProblem[]): ReadingError =>
  new ReadingError(sayProblems(problems, inEnglish), problems);

/** One of them, by its code. */
export const fileProblem = (
  code: FileProblemCode,
  values: FileProblem['values'] = {},
): ReadingError => unreadable([{ code, values }]);

/** Something to be known of how a file was read. */
export const fileNote = (code: FileNoteCode, values: FileNote['values'] = {}): FileNote => ({
  code,
  values,
});

/** Several things that are wrong with one file. */
export const allProblems = (errors: readonly Error[]): ReadingError =>
  new ReadingError(
    errors.map(({ message }) => message).join('; '),
    errors.flatMap((error) => (error instanceof ReadingError ? error.problems : [])),
  );

/** Runs a reading and names the place where it failed; a bare text is a name, of a file or a column. */
export function at<T>(place: string | FilePlace, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ReadingError) throw placed(place, error);
    throw error;
  }
}

function placed(place: string | FilePlace, { message, problems }: ReadingError): ReadingError {
  const here: FilePlace = typeof place === 'string' ? { code: 'named', value: place } : place;
  const said = inEnglish(`filePlaces.${here.code}`, { value: here.value });
  return new ReadingError(
    `${said}: ${message}`,
    problems.map((problem) => ({ ...problem, places: [here, ...(problem.places ?? [])] })),
  );
}
