import { useCallback } from 'react';
import type { Warning } from '../../server/contract/warning.ts';
import { useWords } from '../i18n/use-words.ts';
import { useCategoryName } from '../parts/use-category-name.ts';
import { useGridName } from '../parts/use-grid-name.ts';
import { expectedText } from './figures.ts';

/** Words for one warning on a map: level and area, category, counts. */
export const useWarningWords = (): ((warning: Warning) => string) => {
  const { t } = useWords();
  const categoryName = useCategoryName();
  const gridName = useGridName();
  return useCallback(
    ({ level, areaId, areaName, category, observed, expected }) =>
      [
        `${t(`warnings.level.${level}`)} · ${gridName(areaId, areaName)}`,
        categoryName(category),
        t('warnings.counts', { observed, expected: expectedText(expected) }),
      ].join('\n'),
    [t, categoryName, gridName],
  );
};
