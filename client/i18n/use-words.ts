import { useTranslation } from 'react-i18next';
import type { Language } from '../../server/contract/words/languages.ts';

/** `t` and the language in force. */
export const useWords = () => {
  const { t, i18n } = useTranslation();
  return { t, language: i18n.language as Language };
};
