import { useCallback } from 'react';
import type { Warning } from '../../server/contract/warnings/warning.ts';
import { useWords } from '../i18n/use-words.ts';
import { useCategoryName } from '../parts/use-category-name.ts';
import { useGridName } from '../parts/use-grid-name.ts';
import { countsText } from './figures.ts';

/** Words for one warning on a map: level and area, category, counts. */
export const useWarningWords = (): ((warning: Warning) => string) => {
  const { t } = useWords();
  const categoryName = useCategoryName();
  const gridName = useGridName();
  return useCallback(
    (warning) =>
      [
        `${t(`warnings.level.${warning.level}`)} · ${gridName(warning.areaId, warning.areaName)}`,
        categoryName(warning.category),
        countsText(t, warning),
      ].join('\n'),
    [t, categoryName, gridName],
  );
};
