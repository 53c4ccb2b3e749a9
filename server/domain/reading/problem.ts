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

/** Of the problems of many lines so many are told; the rest is counted. */
const TOLD = 20;

export const firstOf = (problems: readonly FileProblem[]): FileProblem[] => {
  const more = problems.length - TOLD;
  if (more <= 0) return [...problems];
  return [...problems.slice(0, TOLD), { code: 'more-problems', values: { count: more } }];
};

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

/** Reads each of several files under its name. @throws ReadingError with everything that is wrong with any of them. */
export async function readEach<Bytes, T>(
  files: readonly (readonly [name: string, bytes: Bytes])[],
  read: (bytes: Bytes) => Promise<T> | T,
): Promise<T[]> {
  const failed: Error[] = [];
  const found: T[] = [];
  for (const [name, bytes] of files)
    try {
      found.push(await read(bytes));
    } catch (error) {
      if (!(error instanceof ReadingError)) throw error;
      failed.push(placed(name, error));
    }
  if (failed.length > 0) throw allProblems(failed);
  return found;
}

function placed(place: string | FilePlace, { message, problems }: ReadingError): ReadingError {
  const here: FilePlace = typeof place === 'string' ? { code: 'named', value: place } : place;
  const said = inEnglish(`filePlaces.${here.code}`, { value: here.value });
  return new ReadingError(
    `${said}: ${message}`,
    problems.map((problem) => ({ ...problem, places: [here, ...(problem.places ?? [])] })),
  );
}
