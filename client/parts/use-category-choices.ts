import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { categoryName } from '../../server/contract/incidents/category-name.ts';
import { categoriesQuery } from '../api/incidents.ts';
import { useWords } from '../i18n/use-words.ts';

/** Categories of incidents to choose from, in the reader's language; none while they are asked for. */
export const useCategoryChoices = (): { value: string; label: string }[] => {
  const { language } = useWords();
  const { data = [] } = useQuery(categoriesQuery);
  return useMemo(
    () => data.map((one) => ({ value: one.code, label: categoryName(one, language) })),
    [data, language],
  );
};
