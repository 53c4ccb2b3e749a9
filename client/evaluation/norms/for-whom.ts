import type { NormRecord } from '../../../server/contract/norms/norm-record.ts';
import { useWords } from '../../i18n/use-words.ts';

type ForWhom = {
  [K in 'gridType' | 'officerCategory']?: NormRecord[K] | undefined;
};

/** Whose a norm is besides its area, as the API and the form take it: what holds for all is left out. */
export const forWhomOf = ({ gridType, officerCategory }: ForWhom) => ({
  ...(gridType ? { gridType } : {}),
  ...(officerCategory ? { officerCategory } : {}),
});

/** Whose a norm is besides its area, in words. */
export const useForWhom = () => {
  const { t } = useWords();
  return ({ gridType, officerCategory }: ForWhom) =>
    [
      gridType ? t(`gridType.${gridType}`) : null,
      officerCategory ? t(`officerCategory.${officerCategory}`) : null,
    ]
      .filter(Boolean)
      .join(' · ') || t('evaluation.norm.everyone');
};
