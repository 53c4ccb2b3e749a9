/** Every language, in the order offered: its own name, and its BCP 47 tag. A new one is a folder of this name and a line here. */
export const LANGUAGES = {
  zh: { name: '中文', tag: 'zh-CN' },
  en: { name: 'English', tag: 'en' },
} as const;

export type Language = keyof typeof LANGUAGES;

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as Language[];

/** One value a language. */
export type ByLanguage<T = string> = Record<Language, T>;

export const byLanguage = <T>(of: (language: Language) => T): ByLanguage<T> =>
  Object.fromEntries(LANGUAGE_CODES.map((language) => [language, of(language)])) as ByLanguage<T>;
