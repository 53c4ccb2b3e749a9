import { useWords } from '../i18n/use-words.ts';
import styles from './states.module.css';

/** While a page or the session loads: the mark's own path, walked again and again. */
export const Waiting = () => {
  const { t } = useWords();
  return (
    <div
      className={styles.waiting}
      role="status"
      aria-label={t('state.loading')}
      data-testid="waiting"
    >
      <svg width="56" height="56" viewBox="0 0 32 32" fill="none" aria-hidden="true">
        <path d="M7 22.5 12 11l5.5 8L25 9" stroke="var(--line-strong)" strokeWidth="2" />
        <path
          className={styles.track}
          d="M7 22.5 12 11l5.5 8L25 9"
          pathLength="160"
          stroke="var(--accent)"
          strokeWidth="2.4"
          strokeLinecap="round"
        />
      </svg>
    </div>
  );
};
