import { useQuery } from '@tanstack/react-query';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type { Evidence } from '../../../server/contract/patrols/patrol.ts';
import type { Verdict } from '../../../server/contract/patrols/verdict.ts';
import { suggestedBesideQuery } from '../../api/patrols.ts';
import { percent } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { seesAll } from '../../live/need/sees-all.ts';

/** What the API takes, minutes. */
const MINUTES_MIN = 10;
const MINUTES_MAX = 480;

/** The minutes of a patrol that counted, as far as a suggestion can be asked for; null before it is judged. */
export const countedMinutes = (verdict: Verdict | null): number | null =>
  verdict &&
  Math.min(MINUTES_MAX, Math.max(MINUTES_MIN, Math.round(verdict.measures.effectiveMin.best)));

/**
 * The way suggested for the time of a patrol that counted, and in words how much each saw; no way where any would have seen all. Asked for
 * once wanted.
 */
export const useBeside = (
  { patrol }: Evidence,
  verdict: Verdict | null,
  isWanted: boolean,
): { path: readonly LngLat[] | null; words: string } => {
  const { t } = useWords();
  const query = useQuery({
    ...suggestedBesideQuery(patrol.officerId, patrol.id, countedMinutes(verdict)),
    enabled: isWanted,
  });
  if (!isWanted) return { path: null, words: '' };
  if (query.isLoadingError) return { path: null, words: t('need.suggest.failed') };
  if (!query.data) return { path: null, words: t('need.suggest.waiting') };
  const { path, expected, walked, riskShare, comb, minutes } = query.data;
  if (expected <= 0) return { path: null, words: t('need.suggest.none') };
  const saw = walked?.riskShare ?? null;
  const isAll = saw !== null && seesAll(query.data);
  const key = saw === null ? 'besidePending' : isAll ? 'besideAll' : 'beside';
  return {
    path: path.length > 1 && !isAll ? path : null,
    words: t(`need.suggest.${key}`, {
      minutes,
      walked: saw === null ? '' : percent(saw),
      share: percent(riskShare),
      comb: isAll ? Math.round(comb.minutes) : percent(comb.riskShare),
    }),
  };
};
