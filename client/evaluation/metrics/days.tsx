import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link } from 'react-router';
import type { CountedPatrol, DayRecord } from '../../../server/contract/metrics/day.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { Failure } from '../../parts/failure.tsx';
import { OutcomeTag } from '../../parts/outcome-tag.tsx';
import { Glyph } from '../../theme/glyph.tsx';
import { daysQuery } from '../api.ts';
import styles from '../page.module.css';
import type { Span } from '../periods.ts';
import { useUnitName } from '../use-unit-name.ts';
import unitStyles from './unit.module.css';

const PatrolLink = ({ officerId, patrol }: { officerId: number; patrol: CountedPatrol }) => {
  const { t } = useWords();
  const { patrolId, outcome, counts, why } = patrol;
  return (
    <Link
      to={`/officers/${officerId}/patrols/${patrolId}`}
      className={unitStyles.patrol}
      data-counts={counts}
      data-testid="day-patrol"
      title={counts ? t('evaluation.counts') : t(`evaluation.why.${why ?? 'patrols-short'}`)}
    >
      <Glyph standing={outcome} size={12} />
      {t(`standing.${outcome}`)}
      {why && ` · ${t(`evaluation.why.${why}`)}`}
    </Link>
  );
};

const Day = ({ record, byOfficer }: { record: DayRecord; byOfficer: boolean }) => {
  const { t } = useWords();
  const nameOf = useUnitName();
  const { day, officerId, gridId, patrolsDone, patrolsRequired, verdict } = record;
  const other = byOfficer
    ? nameOf('grid', gridId, String(gridId))
    : nameOf('officer', officerId, String(officerId));
  return (
    <li data-testid="day">
      <div>
        <b className="figure">{day}</b>
        {verdict.outcome === 'not-required' ? (
          <span className={styles.free}>{t('evaluation.notRequired')}</span>
        ) : (
          <OutcomeTag standing={verdict.outcome} />
        )}
        <span className="figure">
          {t('evaluation.doneOf', { done: patrolsDone, required: patrolsRequired })}
        </span>
        <small>{other}</small>
      </div>
      <small>{verdict.reasons.map(({ code }) => t(`evaluation.why.${code}`)).join(' · ')}</small>
      {verdict.patrols.length > 0 && (
        <div>
          {verdict.patrols.map((patrol) => (
            <PatrolLink key={patrol.patrolId} officerId={officerId} patrol={patrol} />
          ))}
        </div>
      )}
    </li>
  );
};

/** Day verdicts of an officer or a grid, each with its patrols, last day first. */
export const Days = ({
  who,
  span,
}: {
  who: { officerId: number } | { gridId: number };
  span: Span;
}) => {
  const { t } = useWords();
  const query = useQuery(daysQuery({ ...who, ...span }));
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  if (query.isPending) return <Skeleton active paragraph={{ rows: 4 }} title={false} />;
  if (query.data.length === 0)
    return <Empty title={t('evaluation.noDays')} hint={t('evaluation.noDaysHint')} />;
  const days = [...query.data].sort((a, b) => (a.day < b.day ? 1 : -1));
  return (
    <ul className={unitStyles.days}>
      {days.map((record) => (
        <Day
          key={`${record.day} ${record.officerId} ${record.gridId}`}
          record={record}
          byOfficer={'officerId' in who}
        />
      ))}
    </ul>
  );
};
