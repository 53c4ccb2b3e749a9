import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGE_CODES, LANGUAGES, type Language } from '../../server/contract/words/languages.ts';
import { consoleWords } from './dictionaries.ts';

const KEY = 'xunji.language';

/** Languages as options of a switch, each by its own name. */
export const LANGUAGE_OPTIONS = LANGUAGE_CODES.map((value) => ({
  value,
  label: LANGUAGES[value].name,
}));

/** What was chosen before, else the language of the browser's first wish, else English. */
export const firstLanguage = (stored: string | null, browser: string): Language =>
  LANGUAGE_CODES.find((language) => language === stored) ??
  LANGUAGE_CODES.find((language) => browser.toLowerCase().startsWith(language)) ??
  'en';

const markDocument = (language: Language): void => {
  document.documentElement.lang = LANGUAGES[language].tag;
};

/** Fetches the words of the first language; nothing is drawn before. */
export const startI18n = async (): Promise<void> => {
  const language = firstLanguage(localStorage.getItem(KEY), navigator.language);
  markDocument(language);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: await consoleWords(language) } },
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  });
};

export const changeLanguage = async (language: Language): Promise<void> => {
  localStorage.setItem(KEY, language);
  i18next.addResourceBundle(language, 'translation', await consoleWords(language));
  markDocument(language);
  await i18next.changeLanguage(language);
};
