import { type ByLanguage, byLanguage, LANGUAGE_CODES, type Language } from './languages.ts';
import type { Words } from './words.ts';

const dictionary = async (language: Language) =>
  [language, ((await import(`./${language}/index.ts`)) as { words: Words }).words] as const;

/** Every dictionary. */
export const WORDS = Object.fromEntries(
  await Promise.all(LANGUAGE_CODES.map(dictionary)),
) as ByLanguage<Words>;

/** A text as every language has it. */
export const inEvery = (pick: (words: Words) => string): ByLanguage =>
  byLanguage((language) => pick(WORDS[language]));
