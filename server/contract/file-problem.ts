import { type Static, Type } from 'typebox';
import type { fileProblems } from './words/zh/console/people/file-problems.ts';

export type FileProblemCode = keyof typeof fileProblems;

/** What is wrong with a file as a whole: the code of a sentence (`fileProblems` of the dictionaries) and its values. */
export const FileProblem = Type.Object({
  code: Type.Unsafe<FileProblemCode>(Type.String()),
  values: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String()])),
});
export type FileProblem = Static<typeof FileProblem>;
