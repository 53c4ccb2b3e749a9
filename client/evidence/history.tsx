import type { Evidence } from '../../server/contract/patrols/patrol.ts';
import { figure, formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { OutcomeTag } from '../parts/outcome-tag.tsx';
import styles from './page.module.css';

interface HistoryProps {
  evidence: Evidence;
  shown: number;
  show: (version: number) => void;
}

const DIGEST_SHOWN = 12;

/** Every verdict there was, none ever changed; choosing one shows the page as it stood then. */
export const History = ({ evidence, shown, show }: HistoryProps) => {
  const { t } = useWords();
  const { verdicts, grid } = evidence;
  const basis = verdicts.find((v) => v.version === shown)?.verdict.basis;
  return (
    <section className={styles.part}>
      <h2>{t('evidence.history')}</h2>
      <ul className={styles.history}>
        {verdicts.map(({ version, decidedAt, verdict }, i) => (
          <li key={version}>
            <button type="button" aria-pressed={version === shown} onClick={() => show(version)}>
              <span className="figure">{version}</span>
              <OutcomeTag standing={verdict.outcome} />
              <span className="figure">{figure(t, verdict.measures.effectiveMin.best, 'min')}</span>
              <small className="figure">
                {i === 0 && <b>{t('evidence.current')}</b>}{' '}
                {formatAt(decidedAt, grid.timeZone, 'MM-DD HH:mm')}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {basis && (
        <dl className={styles.basis}>
          <div>
            <dt>{t('evidence.ruleSet')}</dt>
            <dd>{basis.ruleSet}</dd>
          </div>
          <div>
            <dt>{t('evidence.gridVersion')}</dt>
            <dd>{basis.gridVersion}</dd>
          </div>
          <div>
            <dt>{t('evidence.normVersion')}</dt>
            <dd>{basis.normVersion}</dd>
          </div>
          <div>
            <dt>{t('evidence.fixSet')}</dt>
            <dd title={basis.fixSet}>{basis.fixSet.slice(0, DIGEST_SHOWN)}…</dd>
          </div>
        </dl>
      )}
    </section>
  );
};
