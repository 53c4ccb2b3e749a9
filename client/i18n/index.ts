import { createI18n } from './create.ts';
import { entryWords } from './dictionaries.ts';

export { firstLanguage, LANGUAGE_OPTIONS } from './create.ts';

/** The console's words: those of the entry first, those of its pages with the first page. */
export const { start: startI18n, change: changeLanguage, add: addWords } = createI18n(entryWords);
