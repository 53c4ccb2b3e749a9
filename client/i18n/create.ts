import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGE_CODES, LANGUAGES, type Language } from '../../server/contract/words/languages.ts';

const KEY = 'xunji.language';

/** Languages as options of a switch, each by its own name. */
export const LANGUAGE_OPTIONS = LANGUAGE_CODES.map((value) => ({
  value,
  label: LANGUAGES[value].name,
}));

/** What was chosen before, else the language of the browser's first wish, else `otherwise`. */
export const firstLanguage = (
  stored: string | null,
  browser: string,
  otherwise: Language = 'en',
): Language =>
  LANGUAGE_CODES.find((language) => language === stored) ??
  LANGUAGE_CODES.find((language) => browser.toLowerCase().startsWith(language)) ??
  otherwise;

type WordsOf = (language: Language) => Promise<object>;

const markDocument = (language: Language): void => {
  document.documentElement.lang = LANGUAGES[language].tag;
};

/**
 * Words for a page of this program: `start` fetches those of the first language, before which nothing is drawn; `add` brings more, of
 * whatever language is in force or about to be. Its windows speak one language.
 */
export const createI18n = (first: WordsOf, otherwise?: Language) => {
  const parts = [first];
  /** Chosen last; in force once its words have come. */
  let chosen: Language;
  const bring = async (language: Language, part: WordsOf): Promise<void> => {
    i18next.addResourceBundle(language, 'translation', await part(language));
  };
  const speak = async (language: Language): Promise<void> => {
    chosen = language;
    await Promise.all(parts.map((part) => bring(language, part)));
    if (chosen !== language) return;
    markDocument(language);
    await i18next.changeLanguage(language);
  };
  return {
    start: async (): Promise<void> => {
      const language = firstLanguage(localStorage.getItem(KEY), navigator.language, otherwise);
      chosen = language;
      markDocument(language);
      await i18next.use(initReactI18next).init({
        lng: language,
        fallbackLng: false,
        resources: { [language]: { translation: await first(language) } },
        interpolation: { escapeValue: false },
        showSupportNotice: false,
      });
      window.addEventListener('storage', ({ key, newValue }) => {
        if (key === KEY) void speak(firstLanguage(newValue, navigator.language, otherwise));
      });
    },
    add: async (part: WordsOf): Promise<void> => {
      if (!parts.includes(part)) parts.push(part);
      const languages = new Set([i18next.language as Language, chosen]);
      await Promise.all([...languages].map((language) => bring(language, part)));
    },
    change: async (language: Language): Promise<void> => {
      localStorage.setItem(KEY, language);
      await speak(language);
    },
  };
};
