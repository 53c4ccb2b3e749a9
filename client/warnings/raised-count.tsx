import { useWords } from '../i18n/use-words.ts';
import { useLive } from '../live/stream/store.ts';
import styles from '../shell/shell.module.css';

/** How many warnings wait for somebody; nothing where none does. */
export const RaisedCount = () => {
  const { t } = useWords();
  const count = useLive(
    (s) => [...s.world.warnings.values()].filter(({ state }) => state === 'raised').length,
  );
  return count === 0 ? null : (
    <i className={styles.count} title={t('nav.raisedCount', { count })} data-testid="raised-count">
      {count}
    </i>
  );
};
