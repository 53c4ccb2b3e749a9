import type { Study } from '../../server/contract/studies/study.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './page.module.css';

/** State of a study, by word and colour. */
export const StateTag = ({ state }: { state: Study['state'] }) => {
  const { t } = useWords();
  return (
    <i className={styles.state} data-state={state}>
      {t(`studies.state.${state}`)}
    </i>
  );
};
