import { useQuery } from '@tanstack/react-query';
import type { LngLat } from '../../server/contract/geo.ts';
import type { Evidence } from '../../server/contract/patrol.ts';
import { suggestedBesideQuery } from '../api/queries.ts';
import { percent } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';

/** The way suggested for the time a patrol took, and in words how much each saw; asked for once wanted. */
export const useBeside = (
  { patrol }: Evidence,
  isWanted: boolean,
): { path: readonly LngLat[] | null; words: string } => {
  const { t } = useWords();
  const query = useQuery({
    ...suggestedBesideQuery(patrol.officerId, patrol.id),
    enabled: isWanted,
  });
  if (!isWanted) return { path: null, words: '' };
  if (query.isError) return { path: null, words: t('need.suggest.failed') };
  if (!query.data) return { path: null, words: t('need.suggest.waiting') };
  const { path, expected, walked, riskShare, comb } = query.data;
  if (expected <= 0) return { path: null, words: t('need.suggest.none') };
  const saw = walked?.riskShare ?? null;
  return {
    path: path.length > 1 ? path : null,
    words: t(saw === null ? 'need.suggest.besidePending' : 'need.suggest.beside', {
      walked: saw === null ? '' : percent(saw),
      share: percent(riskShare),
      comb: percent(comb.riskShare),
    }),
  };
};
