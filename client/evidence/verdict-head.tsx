import type { Evidence, VerdictRecord } from '../../server/contract/patrols/patrol.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { OutcomeTag } from '../parts/outcome-tag.tsx';
import styles from './page.module.css';

/** What the machine found, and what a person decided after it. */
export const VerdictHead = ({
  evidence,
  record,
}: {
  evidence: Evidence;
  record: VerdictRecord;
}) => {
  const { t } = useWords();
  const decided = evidence.contests.find(
    (c) => c.decision !== null && c.verdictVersion === record.version,
  );
  return (
    <section className={styles.verdict} data-testid="evidence-outcome">
      <small>{t('evidence.machine')}</small>
      <OutcomeTag standing={record.verdict.outcome} large />
      <small className="figure">
        {t('evidence.decided', {
          time: formatAt(record.decidedAt, evidence.grid.timeZone, 'MM-DD HH:mm:ss'),
          version: record.version,
        })}
      </small>
      {decided && (
        <p>
          {decided.decision === 'upheld'
            ? t('evidence.upheld')
            : decided.outcome
              ? t('evidence.overridden', { outcome: t(`standing.${decided.outcome}`) })
              : t('evidence.overriddenPlain')}
          <small>{t('evidence.neverOverwritten')}</small>
        </p>
      )}
    </section>
  );
};
