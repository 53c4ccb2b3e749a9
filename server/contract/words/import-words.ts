import { imports as en } from './en/console/people/imports.ts';
import type { Language } from './languages.ts';
import { imports as zh } from './zh/console/people/imports.ts';

/** What columns of files are called in every language, without the rest of the dictionaries: threads that read files load no more. */
export const IMPORT_WORDS: Record<Language, { header: Record<string, string> }> = { zh, en };
