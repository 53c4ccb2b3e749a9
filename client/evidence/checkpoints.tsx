import type { Evidence } from '../../server/contract/patrols/patrol.ts';
import type { Verdict } from '../../server/contract/patrols/verdict.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Glyph } from '../theme/glyph.tsx';
import { scanTexts, visitText } from './checkpoint-text.ts';
import styles from './page.module.css';

interface CheckpointsProps {
  results: Verdict['checkpoints'];
  evidence: Pick<Evidence, 'grid' | 'norm' | 'scans'>;
}

/** Places that must be visited, what shows the visit, and scanned codes; nothing at all where there are neither. */
export const Checkpoints = ({ results, evidence: { grid, norm, scans } }: CheckpointsProps) => {
  const { t } = useWords();
  const { checkpoints } = norm.rules;
  const idle = scans.filter(
    ({ checkpointId, refused }) =>
      refused !== null ||
      !results.some(({ id, scans = [] }) => id === checkpointId && scans.length > 0),
  );
  if (results.length === 0 && idle.length === 0) return null;
  const clock = (ms: number) => formatAt(ms, grid.timeZone, 'HH:mm:ss');
  const nameOf = (id: string) => checkpoints.find((one) => one.id === id)?.name || id;
  return (
    <section className={styles.part} data-testid="evidence-checkpoints">
      <h2>{t('evidence.checkpoints')}</h2>
      <ul className={styles.checkpoints}>
        {results.map((result) => (
          <li key={result.id}>
            <Glyph standing={result.visited ? 'completed' : 'incomplete'} />
            <span>{nameOf(result.id)}</span>
            <small className="figure">{visitText(t, result)}</small>
            {scanTexts(t, result, clock).map((text) => (
              <small key={text} className={styles.scan}>
                {text}
              </small>
            ))}
          </li>
        ))}
      </ul>
      {scans
        .filter(({ countedBefore }) => countedBefore)
        .map(({ atMs, count, handheldId }) => (
          <p key={`${atMs} ${handheldId}`} className={styles.quiet}>
            {t('evidence.countedBefore', { at: clock(atMs), count: count ?? 0 })}
          </p>
        ))}
      {idle.length > 0 && (
        <>
          <p className={styles.quiet}>{t('evidence.scansRefused')}</p>
          <ul className={styles.checkpoints}>
            {idle.map(({ atMs, checkpointId, handheldId, refused }) => (
              <li key={`${atMs} ${handheldId} ${checkpointId} ${refused}`}>
                <span>{checkpointId === null ? '–' : nameOf(checkpointId)}</span>
                <small className="figure">
                  {clock(atMs)} · {t(`evidence.scanRefused.${refused ?? 'elsewhere'}`)}
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};
