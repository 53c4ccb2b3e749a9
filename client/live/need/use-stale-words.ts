import { useCallback } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { STALE_DAYS, STALE_LIMITS_H } from './staleness.ts';

/** Words for the steps of the scale, the latest seen first. */
export const useStaleSteps = (): string[] => {
  const { t } = useWords();
  return [
    ...STALE_LIMITS_H.map((hours) =>
      hours <= 24
        ? t('need.stale.hours', { value: hours })
        : t('need.stale.days', { value: hours / 24 }),
    ),
    t('need.stale.more', { value: STALE_LIMITS_H.at(-1)! / 24 }),
  ];
};

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
