import {
  type FileNote,
  type FileProblem,
  type SayOfFile,
  sayNote,
  sayProblems,
} from './file-problem.ts';
import { afterPlace, between, betweenProblems } from './words/en/console/codes.ts';
import { fileNotes } from './words/en/console/people/file-notes.ts';
import { filePlaces } from './words/en/console/people/file-places.ts';
import { fileProblems } from './words/en/console/people/file-problems.ts';
import { interpolate } from './words/interpolate.ts';

/** What stands between parts of what is said. */
const JOINTS = { between, betweenProblems, afterPlace };
const SENTENCES: Record<string, Record<string, string>> = { fileNotes, filePlaces, fileProblems };

/** A sentence in English; a word within one by its code, as the API has it. */
export const inEnglish: SayOfFile = (key, values) => {
  if (key in JOINTS) return JOINTS[key as keyof typeof JOINTS];
  const [kind, code] = key.split('.') as [string, string];
  const sentence = SENTENCES[kind]?.[code];
  return sentence === undefined ? key.split('.').at(-1)! : interpolate(sentence, values);
};

/** Notes as an answer has them. */
export const tellNotesOfFile = (noteCodes: readonly FileNote[]) => ({
  notes: noteCodes.map((note) => sayNote(note, inEnglish)),
  noteCodes: [...noteCodes],
});

/** Problems as an answer has them. */
export const tellProblems = (problems: readonly FileProblem[]) => ({
  detail: sayProblems(problems, inEnglish),
  problems: [...problems],
});
