import { createI18n } from './create.ts';
import { consoleWords } from './dictionaries.ts';

export { firstLanguage, LANGUAGE_OPTIONS } from './create.ts';

/** The console's words. */
export const { start: startI18n, change: changeLanguage } = createI18n(consoleWords);
