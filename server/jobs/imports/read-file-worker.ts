import type { FileProblem } from '../../contract/file-problem.ts';
import { type ImportFile, readFile } from '../../domain/imports/read-file.ts';
import type { ImportReading } from '../../domain/imports/read-import.ts';
import { ReadingError } from '../../domain/reading/problem.ts';

/** What a file holds, or why it cannot be read: errors lose their kind on the way out of a thread. */
export type FileAnswer =
  | { reading: ImportReading }
  | { message: string; problems: readonly FileProblem[] };

export default function answer(file: ImportFile): FileAnswer {
  try {
    return { reading: readFile(file) };
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    return { message: error.message, problems: error.problems };
  }
}
