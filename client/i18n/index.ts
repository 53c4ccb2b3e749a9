import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEY = 'xunji.language';

/** What was chosen before, else Chinese when any of the browser's first wishes is Chinese. */
export const firstLanguage = (stored: string | null, browser: string): Language => {
  if (stored === 'zh' || stored === 'en') return stored;
  return browser.toLowerCase().startsWith('zh') ? 'zh' : 'en';
};

const markDocument = (language: string): void => {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
};

export const startI18n = (): void => {
  const language = firstLanguage(localStorage.getItem(KEY), navigator.language);
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  });
  markDocument(language);
};

export const changeLanguage = (language: Language): void => {
  localStorage.setItem(KEY, language);
  markDocument(language);
  void i18next.changeLanguage(language);
};
