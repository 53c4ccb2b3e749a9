import { type FileProblem, type SayOfFile, sayProblems } from '../contract/file-problem.ts';
import { inEvery } from '../contract/words/index.ts';
import { interpolate } from '../contract/words/interpolate.ts';
import type { ByLanguage } from '../contract/words/languages.ts';

/** Problems in every language, for whoever has no dictionary of them: the officer's app. */
export const sayInEvery = (problems: readonly FileProblem[]): ByLanguage =>
  inEvery(({ console }) => {
    const say: SayOfFile = (path, values) => {
      const text = path
        .split('.')
        .reduce<unknown>((words, name) => (words as never)[name], console);
      return interpolate(String(text), values);
    };
    return sayProblems(problems, say);
  });
