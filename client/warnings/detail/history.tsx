import type { WarningDetail } from '../../../server/contract/warnings/warning.ts';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { LevelTag } from '../level-tag.tsx';
import styles from './detail.module.css';

/** What persons and the machine did, latest first. */
export const Steps = ({ detail: { steps, handhelds } }: { detail: WarningDetail }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  return (
    <section className={styles.part}>
      <h3>{t('warnings.steps')}</h3>
      {steps.length === 0 ? (
        <p className={styles.note}>{t('warnings.noSteps')}</p>
      ) : (
        <ol className={styles.steps}>
          {steps.map(({ edition, step, by, at, comment, verdict }) => (
            <li key={edition} data-testid="warning-step">
              <b>
                {t(`warnings.step.${step}`)}
                {verdict && `: ${t(`warnings.verdict.${verdict}`)}`}
              </b>
              <span>{by ?? t('warnings.machine')}</span>
              <small className="figure">{formatAt(at, timeZone, 'MM-DD HH:mm')}</small>
              {comment && <p>{comment}</p>}
            </li>
          ))}
        </ol>
      )}
      {handhelds.seen > 0 && (
        <p className={styles.note}>{t('warnings.handhelds', { count: handhelds.seen })}</p>
      )}
    </section>
  );
};

interface VersionsProps {
  versions: WarningDetail['versions'];
  shown: number;
  show: (version: number) => void;
}

/** What was known when; choosing one shows the reasons as they stood. */
export const Versions = ({ versions, shown, show }: VersionsProps) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  return (
    <section className={styles.part}>
      <h3>{t('warnings.versions')}</h3>
      <ul className={styles.versions}>
        {versions.map(({ version, level, reason, recordedAt }) => (
          <li key={version}>
            <button type="button" aria-pressed={version === shown} onClick={() => show(version)}>
              <span className="figure">{t('warnings.version', { version })}</span>
              <LevelTag level={level} />
              <span>{t(`warnings.reason.${reason}`)}</span>
              <small className="figure">{formatAt(recordedAt, timeZone, 'MM-DD HH:mm')}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
