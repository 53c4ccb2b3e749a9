import type { Language } from '../words/languages.ts';
import type { IncidentCategory } from './incident.ts';

/** Name of a category; they are stored in Chinese and English. */
export const categoryName = (
  { nameEn, nameZh }: Pick<IncidentCategory, 'nameEn' | 'nameZh'>,
  language: Language,
): string => (language === 'zh' ? nameZh : nameEn);
