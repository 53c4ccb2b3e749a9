import { useQuery } from '@tanstack/react-query';
import { Alert, Skeleton, Tag } from 'antd';
import { Link } from 'react-router';
import {
  HONEST_A_YEAR,
  WEIGHED_DAYS,
  type WeakPatrol,
} from '../../../server/contract/patrols/over-time.ts';
import { RAREST } from '../../../server/contract/patrols/signal-rarity.ts';
import { formatAt, grouped } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { OutcomeTag } from '../../parts/outcome-tag.tsx';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { worthALookQuery } from '../api.ts';
import { Refused } from '../refused.tsx';
import styles from './worth-a-look.module.css';

/** Officers whose weak signals of the last weeks are too many together to be chance; each day leads to its evidence. Never a verdict. */
export default function WorthALook() {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const query = useQuery(worthALookQuery);
  if (query.isLoadingError) return <Refused error={query.error} retry={query.refetch} />;
  if (query.isPending) return <Skeleton active paragraph={{ rows: 6 }} title={false} />;
  const { officers } = query.data;
  return (
    <div className={styles.page} data-testid="worth-a-look">
      <Alert
        type="info"
        showIcon
        title={t('evaluation.look.caveat', { days: WEIGHED_DAYS, honest: HONEST_A_YEAR })}
      />
      {officers.length === 0 && (
        <Empty
          title={t('evaluation.look.empty')}
          hint={t('evaluation.look.emptyHint', { days: WEIGHED_DAYS })}
        />
      )}
      {officers.map(({ evidence, officerId, officerName, oneIn, patrols, since }) => (
        <section key={officerId} className={styles.officer}>
          <h2>
            <Link to={`/officers/${officerId}/record`}>{officerName}</Link>
            <small>
              {oneIn >= RAREST
                ? t('evaluation.look.rarest')
                : t('evaluation.look.rarity', { count: grouped(oneIn) })}
            </small>
          </h2>
          <p>
            {t('evaluation.look.shown', { shown: evidence.length, patrols })}{' '}
            {since && t('evaluation.look.since', { day: formatAt(since, timeZone, 'YYYY-MM-DD') })}
          </p>
          <ul>
            {evidence.map((patrol) => (
              <Day key={patrol.patrolId} officerId={officerId} patrol={patrol} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const Day = ({ officerId, patrol }: { officerId: number; patrol: WeakPatrol }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const { gridName, outcome, patrolId, signals, startTime } = patrol;
  return (
    <li>
      <Link to={`/officers/${officerId}/patrols/${patrolId}`} className="figure">
        {formatAt(startTime, timeZone, 'YYYY-MM-DD HH:mm')}
      </Link>
      <span>{gridName}</span>
      <OutcomeTag standing={outcome} />
      {signals.map((code) => (
        <Tag key={code} title={t(`signalText.${code}`)}>
          {t(`signal.${code}`)}
        </Tag>
      ))}
    </li>
  );
};
