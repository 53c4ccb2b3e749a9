import { useWords } from '../../i18n/use-words.ts';
import styles from './need.module.css';

/** What the arrows and colours of grids mean where effort and need do not meet. */
export const EffortKey = () => {
  const { t } = useWords();
  return (
    <div className={styles.effort} data-testid="effort-key">
      {(['hot-not-patrolled', 'patrolled-cold'] as const).map((kind) => (
        <span key={kind} data-kind={kind}>
          <b aria-hidden="true">{kind === 'hot-not-patrolled' ? '▲' : '▼'}</b>
          {t(`need.effort.${kind}`)}
        </span>
      ))}
    </div>
  );
};
