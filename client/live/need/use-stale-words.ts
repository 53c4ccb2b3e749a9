import { useCallback } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { STALE_DAYS } from './staleness.ts';

/** Words for a cell: how long ago it was seen. */
export const useStaleWords = (): ((hours: number | null) => string) => {
  const { t } = useWords();
  return useCallback(
    (hours) => {
      if (hours === null) return t('need.stale.tipNever', { days: STALE_DAYS });
      const ago =
        hours < 48
          ? t('need.stale.h', { value: Math.round(hours) })
          : t('need.stale.d', { value: Math.round(hours / 24) });
      return t('need.stale.tip', { ago });
    },
    [t],
  );
};
