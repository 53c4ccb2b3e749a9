import type { Checkpoint } from '../../server/contract/norms/norm.ts';
import type { Verdict } from '../../server/contract/patrols/verdict.ts';
import { figure } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Glyph } from '../theme/glyph.tsx';
import styles from './page.module.css';

interface CheckpointsProps {
  results: Verdict['checkpoints'];
  checkpoints: readonly Checkpoint[];
}

/** Places that must be visited; nothing at all where the norm names none. */
export const Checkpoints = ({ results, checkpoints }: CheckpointsProps) => {
  const { t } = useWords();
  if (results.length === 0) return null;
  return (
    <section className={styles.part}>
      <h2>{t('evidence.checkpoints')}</h2>
      <ul className={styles.checkpoints}>
        {results.map(({ id, visited, dwellS }) => (
          <li key={id}>
            <Glyph standing={visited ? 'completed' : 'incomplete'} />
            <span>{checkpoints.find((c) => c.id === id)?.name ?? id}</span>
            <small className="figure">
              {visited
                ? t('evidence.visited', { dwell: figure(t, dwellS, 's') })
                : t('evidence.missed')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
};
