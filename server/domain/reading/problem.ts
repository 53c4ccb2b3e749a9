import {
  type FileNote,
  type FileNoteCode,
  type FilePlace,
  type FileProblem,
  type FileProblemCode,
  placedAt,
  placeOf,
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

export const firstOf = (problems: readonly FileProblem[], told = TOLD): FileProblem[] => {
  const more = problems.length - told;
  if (more <= 0) return [...problems];
  return [...problems.slice(0, told), { code: 'more-problems', values: { count: more } }];
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

/** Runs a reading and names the place where it failed; a bare text is a name, of a file or a column. */
export function at<T>(place: string | FilePlace, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ReadingError) throw placed(place, error);
    throw error;
  }
}

/** Reads those of several files that can be read, and tells what is wrong with the others, under their names. */
export async function readWhatCan<Bytes, T>(
  files: readonly (readonly [name: string, bytes: Bytes])[],
  read: (bytes: Bytes, name: string) => Promise<T> | T,
): Promise<{ found: T[]; faults: FileProblem[] }> {
  const { attempt, faults } = collectFaults();
  const found: T[] = [];
  for (const [name, bytes] of files) {
    const one = await attempt(async () => [await read(bytes, name)], name);
    found.push(...(one ?? []));
  }
  return { found, faults };
}

/** Collects what is wrong with parts of a file, so that the rest of it is read all the same. */
export function collectFaults() {
  const faults: FileProblem[] = [];
  const note = (error: unknown, place?: string | FilePlace): null => {
    if (!(error instanceof ReadingError)) throw error;
    faults.push(...(place === undefined ? error : placed(place, error)).problems);
    return null;
  };
  /** What is read; null where it cannot be. */
  function attempt<T>(read: () => Promise<T>, place?: string | FilePlace): Promise<T | null>;
  function attempt<T>(read: () => T, place?: string | FilePlace): T | null;
  function attempt<T>(read: () => T, place?: string | FilePlace): T | null {
    try {
      const found = read();
      return found instanceof Promise ? (found.catch((error) => note(error, place)) as T) : found;
    } catch (error) {
      return note(error, place);
    }
  }
  return { faults, attempt };
}

function placed(place: string | FilePlace, { message, problems }: ReadingError): ReadingError {
  const { code, value } = placeOf(place);
  return new ReadingError(
    `${inEnglish(`filePlaces.${code}`, { value })}: ${message}`,
    placedAt(place, problems),
  );
}
