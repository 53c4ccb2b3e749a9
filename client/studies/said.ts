import type { Language } from '../i18n/index.ts';
import { SAID_ZH } from './said-zh.ts';

/** A sentence the server says in English, in the language in force; as it is where it has no translation. */
export const said = (language: Language, sentence: string): string =>
  (language === 'zh' ? SAID_ZH[sentence] : undefined) ?? sentence;
