import { Link } from 'react-router';
import type { Patrol } from '../../../server/contract/patrols/patrol.ts';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { Failure } from '../../parts/failure.tsx';
import { ListSkeleton } from '../../parts/list-skeleton.tsx';
import { OutcomeTag } from '../../parts/outcome-tag.tsx';
import { useGridName } from '../../parts/use-grid-name.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import styles from '../panel/panel.module.css';
import { useLive } from '../stream/store.ts';
import { useJudged, useTodayStart } from './use-today.ts';

const ROWS = 60;

const endOf = ({ startTime, endTime }: Patrol): string => endTime ?? startTime;

/** Patrols of yesterday and today that have a verdict, those that ended last first. */
export const VerdictList = () => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const gridName = useGridName();
  const today = useTodayStart();
  const fetched = useJudged();
  const patrols = useLive((s) => s.world.patrols);
  const judged = [...patrols.values()]
    .filter((p) => p.outcome !== null)
    .sort((a, b) => endOf(b).localeCompare(endOf(a)));
  if (judged.length === 0) {
    if (fetched.isPending) return <ListSkeleton />;
    if (fetched.isLoadingError) return <Failure error={fetched.error} retry={fetched.refetch} />;
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
                {gridName(patrol.gridId, patrol.gridName)} ·{' '}
                {patrol.reasons.map((r) => t(`reason.${r.code}`)).join(t('between'))}
              </small>
            </span>
            <span className={styles.side}>
              <OutcomeTag standing={patrol.outcome!} />
              <small className="figure">
                {formatAt(
                  endOf(patrol),
                  timeZone,
                  Date.parse(endOf(patrol)) < today ? 'MM-DD HH:mm' : 'HH:mm',
                )}
              </small>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
};
