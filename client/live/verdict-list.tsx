import { Link } from 'react-router';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../parts/empty.tsx';
import { OutcomeTag } from '../parts/outcome-tag.tsx';
import { useTimeZone } from '../parts/use-time-zone.ts';
import styles from './panel.module.css';
import { useTodaysPatrols } from './use-today.ts';

const ROWS = 60;

/** Patrols of today that have a verdict, those that ended last first. */
export const VerdictList = () => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const judged = useTodaysPatrols()
    .filter((p) => p.outcome !== null)
    .sort((a, b) => (b.endTime ?? '').localeCompare(a.endTime ?? ''));
  if (judged.length === 0) {
    return <Empty title={t('live.noVerdicts')} hint={t('live.noVerdictsHint')} />;
  }
  return (
    <ul className={styles.list}>
      {judged.slice(0, ROWS).map((patrol) => (
        <li key={patrol.id}>
          <Link
            className={styles.row}
            to={`/officers/${patrol.officerId}/patrols/${patrol.id}`}
            data-testid="verdict-row"
          >
            <span className={styles.main}>
              <b>{patrol.officerName}</b>
              <small>
                {patrol.gridName} · {patrol.reasons.map((r) => t(`reason.${r.code}`)).join(', ')}
              </small>
            </span>
            <span className={styles.side}>
              <OutcomeTag standing={patrol.outcome!} />
              <small className="figure">
                {formatAt(patrol.endTime ?? patrol.startTime, timeZone, 'HH:mm')}
              </small>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
};
