import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Suspense } from 'react';
import { siteQuery } from '../../api/session.ts';
import { useWords } from '../../i18n/use-words.ts';
import { lazyPiece } from '../../shell/lazy-piece.tsx';
import styles from '../../shell/shell.module.css';
import { useTour } from './state.ts';

const Tour = lazyPiece(() => import('./tour.tsx'));

/** In the demo: the tour while it is taken, and before that the offer of it. */
export default function TourOffer() {
  const { t } = useWords();
  const { go, isKnown, leave, step } = useTour();
  const { data: site } = useQuery(siteQuery);
  if (!site?.demo) return null;
  if (step !== null)
    return (
      <Suspense>
        <Tour step={step} />
      </Suspense>
    );
  if (isKnown) return null;
  return (
    <div className={`${styles.banner} ${styles.step}`} role="status" data-testid="tour-offer">
      <span>{t('tour.offer')}</span>
      <Button type="primary" size="small" onClick={() => go(0)} data-testid="tour-start">
        {t('tour.start')}
      </Button>
      <Button type="text" size="small" onClick={leave}>
        {t('tour.decline')}
      </Button>
    </div>
  );
}
