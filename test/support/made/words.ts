import i18next, { type TFunction } from 'i18next';
import { WORDS } from '../../../server/contract/words/index.ts';
import type { Language } from '../../../server/contract/words/languages.ts';

/** `t` of the console in a language. */
export const tIn = (language: Language): TFunction => {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    resources: { [language]: { translation: WORDS[language].console } },
    interpolation: { escapeValue: false },
    showSupportNotice: false,
    initAsync: false,
  });
  return instance.t;
};
