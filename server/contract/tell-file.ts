import {
  type FileNote,
  type FileProblem,
  type SayOfFile,
  sayNote,
  sayProblems,
} from './file-problem.ts';
import { fileNotes } from './words/en/console/people/file-notes.ts';
import { filePlaces } from './words/en/console/people/file-places.ts';
import { fileProblems } from './words/en/console/people/file-problems.ts';
import { interpolate } from './words/interpolate.ts';

const ENGLISH: Record<string, string> = Object.fromEntries(
  Object.entries({ fileNotes, filePlaces, fileProblems }).flatMap(([kind, sentences]) =>
    Object.entries(sentences).map(([code, sentence]) => [`${kind}.${code}`, sentence]),
  ),
);
export const inEnglish: SayOfFile = (key, values) => interpolate(ENGLISH[key]!, values);

/** Notes as an answer has them. */
export const tellNotesOfFile = (noteCodes: readonly FileNote[]) => ({
  notes: noteCodes.map((note) => sayNote(note, inEnglish)),
  noteCodes: [...noteCodes],
});

/** What was refused of a list, in one text. */
export const sayRefused = (refused: readonly (string | FileProblem)[]): string =>
  refused.map((why) => (typeof why === 'string' ? why : sayProblems([why], inEnglish))).join('; ');

/** Problems as an answer has them. */
export const tellProblems = (problems: readonly FileProblem[]) => ({
  detail: sayProblems(problems, inEnglish),
  problems: [...problems],
});
