import type { CSSProperties } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import styles from './need.module.css';
import { useStaleCount } from './stale-count.ts';
import { STALE_DAYS } from './staleness.ts';
import { useStaleSteps } from './use-stale-words.ts';

/** What the colours of time since seen stand for. */
export const StaleScale = () => {
  const { t } = useWords();
  const count = useStaleCount((s) => s.count);
  const steps = useStaleSteps();
  return (
    <div className={styles.stale} data-testid="stale-scale" data-cells={count}>
      <span>{t('need.stale.title')}</span>
      {steps.map((word, i) => (
        <span key={word}>
          <i style={{ '--tone': `var(--stale-${i})` } as CSSProperties} aria-hidden="true" />
          {word}
        </span>
      ))}
      <span>
        <i data-kind="never" aria-hidden="true" />
        {t('need.stale.never', { days: STALE_DAYS })}
      </span>
      {count === 0 && <small>{t('need.stale.zoomIn')}</small>}
    </div>
  );
};
