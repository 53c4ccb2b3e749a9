import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Link } from 'react-router';
import type { CaseDetail } from '../../../server/contract/cases/detail.ts';
import { caseQuery } from '../../api/cases.ts';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../parts/failure.tsx';
import { useCategoryName } from '../../parts/use-category-name.ts';
import { useGridName } from '../../parts/use-grid-name.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { lazyPiece } from '../../shell/lazy-piece.tsx';
import styles from '../cases.module.css';
import { CardTag, LightTag } from '../light.tsx';
import { Actions } from './actions.tsx';
import { Deadlines, Facts } from './history.tsx';
import { Earlier, Near } from './near.tsx';
import { Photos } from './photos.tsx';
import { useNames } from './use-names.ts';

const CaseMap = lazyPiece(() => import('./case-map.tsx'));

const Head = ({ detail }: { detail: CaseDetail }) => {
  const { arrival, away, case: one, grounds, text } = detail;
  const { t } = useWords();
  const timeZone = useTimeZone();
  const categoryName = useCategoryName();
  const gridName = useGridName();
  const names = useNames(detail);
  const handler = names.handler(one);
  const standIn = away && names.handler({ officerId: away.substituteId, departmentId: null });
  const clock = (moment: string) => formatAt(moment, timeZone, 'YYYY-MM-DD HH:mm');
  const facts = [
    t(`cases.state.${one.state}`),
    t('cases.atLevel', { level: t(`cases.level.${one.level}`) }),
    t('cases.opened', { at: clock(one.openedAt) }),
    one.dueAt &&
      one.phase &&
      t('cases.due', { phase: t(`cases.phase.${one.phase}`), at: clock(one.dueAt) }),
    one.suspendedUntil && t('cases.suspendedUntil', { at: clock(one.suspendedUntil) }),
    handler && t('cases.handler', { who: handler }),
  ].filter(Boolean);
  return (
    <header>
      <span className={styles.tags}>
        <LightTag light={one.light} />
        <CardTag card={one.card} />
      </span>
      <h2>
        #{one.id} {categoryName(one.category)} · {gridName(one.gridId)}
      </h2>
      <p className="figure">{facts.join(' · ')}</p>
      {text && <p>{text}</p>}
      {grounds.map(({ areaId, name, until }) => (
        <p key={until} className="figure" data-testid="case-ground">
          {t('cases.redrawn', { at: clock(until), area: gridName(areaId, name) })}
        </p>
      ))}
      {away && (
        <p className="figure" data-testid="case-away">
          {t(standIn ? 'cases.awayFor' : 'cases.away', { day: away.lastDay, who: standIn })}
        </p>
      )}
      {arrival && (
        <p className="figure" data-testid="case-arrival">
          {arrival.seenAt
            ? t('cases.seen', {
                at: clock(arrival.seenAt),
                minutes: Math.round(arrival.minutes ?? 0),
                metres: arrival.withinM,
              })
            : t('cases.notSeen', { metres: arrival.withinM })}
        </p>
      )}
      {one.mergedInto !== null && (
        <Link to={`/cases/${one.mergedInto}`}>{t('cases.mergedInto', { id: one.mergedInto })}</Link>
      )}
    </header>
  );
};

/** One case: how it stands, what may be done, what was done. */
export const CaseView = ({ id }: { id: number }) => {
  const query = useQuery(caseQuery(id));
  if (query.isPending) return <Waiting />;
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  const detail = query.data;
  return (
    <article className={styles.detail} data-testid="case-detail">
      <Head detail={detail} />
      <Actions detail={detail} />
      <Suspense fallback={<Waiting />}>
        <CaseMap detail={detail} />
      </Suspense>
      <Photos detail={detail} />
      <Deadlines detail={detail} />
      <Facts detail={detail} />
      {detail.case.endedAt === null && <Near id={id} />}
      <Earlier id={id} />
    </article>
  );
};
