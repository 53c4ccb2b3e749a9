import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { categoryName } from '../../server/contract/incidents/category-name.ts';
import { categoriesQuery } from '../api/incidents.ts';
import { useWords } from '../i18n/use-words.ts';

/** Name of an incident category by its code; null is all together, an unknown code is itself. */
export const useCategoryName = (): ((code: string | null) => string) => {
  const { t, language } = useWords();
  const { data } = useQuery(categoriesQuery);
  return useCallback(
    (code) => {
      if (code === null) return t('warnings.anyCategory');
      const known = data?.find((category) => category.code === code);
      return known ? categoryName(known, language) : code;
    },
    [data, language, t],
  );
};
