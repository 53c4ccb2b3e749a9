import type { TFunction } from 'i18next';
import {
  type FileNote,
  type FileProblem,
  sayNote,
  sayProblems,
} from '../../server/contract/file-problem.ts';

/** What is wrong with a file, in the language in force; null where nothing is said of it. */
export const saidOf = (problems: readonly FileProblem[], t: TFunction): string | null =>
  sayProblems(problems, t) || null;

/** How a file was read, note by note, in the language in force. */
export const saidNotes = (notes: readonly FileNote[], t: TFunction): string[] =>
  notes.map((note) => sayNote(note, t));
