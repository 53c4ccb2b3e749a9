import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { siteQuery } from '../../api/session.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTour } from './state.ts';

/** In Help of the demo: takes the tour from its beginning. */
export const TourAgain = () => {
  const { t } = useWords();
  const go = useTour((tour) => tour.go);
  const { data: site } = useQuery(siteQuery);
  if (!site?.demo) return null;
  return (
    <Button onClick={() => go(0)} data-testid="tour-again">
      {t('tour.take')}
    </Button>
  );
};
