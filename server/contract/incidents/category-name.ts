import type { IncidentCategory } from '../../server/contract/incidents/incident.ts';
import type { Language } from '../../server/contract/words/languages.ts';

/** Name of a category; they are stored in Chinese and English. */
export const categoryName = (
  { nameEn, nameZh }: Pick<IncidentCategory, 'nameEn' | 'nameZh'>,
  language: Language,
): string => (language === 'zh' ? nameZh : nameEn);
