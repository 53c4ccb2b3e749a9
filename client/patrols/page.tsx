import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { Suspense, useEffect, useMemo } from 'react';
import { countOutcomes } from '../../server/contract/patrols/day-standings.ts';
import { OUTCOMES } from '../../server/contract/patrols/verdict.ts';
import { patrolsQuery } from '../api/patrols.ts';
import { daysFrom } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useLive } from '../live/stream/store.ts';
import { asTold } from '../live/stream/told-patrol.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { PHONE, useMedia } from '../parts/use-media.ts';
import { lazyPiece } from '../shell/lazy-piece.tsx';
import { Glyph } from '../theme/glyph.tsx';
import { countByDay } from './by-day.ts';
import { PatrolCards } from './cards.tsx';
import { toQuery, useFilter } from './filter.ts';
import { Filters } from './filters.tsx';
import styles from './page.module.css';
import { PatrolTable } from './table.tsx';

const DayChart = lazyPiece(() => import('./day-chart.tsx'));

/** Pages are fetched by themselves up to this many patrols; beyond them the user asks for more. */
const BY_ITSELF = 1_000;

export default function PatrolsPage() {
  const { t } = useWords();
  const isPhone = useMedia(PHONE);
  const { filter, todayText, timeZone, change, clear } = useFilter();
  const query = useInfiniteQuery(patrolsQuery(toQuery(filter, timeZone)));
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const told = useLive(({ world }) => world.patrols);
  const patrols = useMemo(
    () => asTold(data?.pages.flatMap((page) => page.patrols) ?? [], told),
    [data, told],
  );
  const days = useMemo(
    () => countByDay(patrols, daysFrom(filter.fromDay, filter.toDay), timeZone),
    [patrols, filter.fromDay, filter.toDay, timeZone],
  );
  const counts = useMemo(() => countOutcomes(patrols), [patrols]);

  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && patrols.length < BY_ITSELF) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, patrols.length]);

  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('patrols.title')}</h1>
        <Filters filter={filter} todayText={todayText} change={change} clear={clear} />
      </header>
      {query.isLoadingError ? (
        <Failure error={query.error} retry={query.refetch} />
      ) : (
        <>
          <section className={styles.chartCard}>
            <div className={styles.chartHead}>
              <h2>{t('patrols.byDay')}</h2>
              <ul>
                {OUTCOMES.map((outcome) => (
                  <li key={outcome}>
                    <Glyph standing={outcome} size={12} />
                    {t(`standing.${outcome}`)}
                    <b className={`${styles.total} figure`}>{counts[outcome]}</b>
                  </li>
                ))}
              </ul>
              <small>
                {t(hasNextPage ? 'patrols.loadedPart' : 'patrols.loaded', {
                  count: patrols.length,
                })}
              </small>
            </div>
            <Suspense fallback={<div className={styles.chart} />}>
              <DayChart days={days} onDay={(day) => change({ fromDay: day, toDay: day })} />
            </Suspense>
          </section>
          {query.isPending ? (
            <Skeleton active paragraph={{ rows: 12 }} title={false} />
          ) : patrols.length === 0 ? (
            <Empty title={t('state.emptyPatrols')} hint={t('state.emptyPatrolsHint')}>
              <Button onClick={clear}>{t('state.clearFilters')}</Button>
            </Empty>
          ) : isPhone ? (
            <PatrolCards patrols={patrols} timeZone={timeZone} />
          ) : (
            <PatrolTable patrols={patrols} timeZone={timeZone} />
          )}
          {patrols.length >= BY_ITSELF && (
            <LoadMore query={query}>{t('patrols.loadMore')}</LoadMore>
          )}
        </>
      )}
    </div>
  );
}
