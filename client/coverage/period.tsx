import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import dayjs from 'dayjs';
import { Suspense, useMemo, useState } from 'react';
import type { Area } from '../../server/contract/areas/area.ts';
import type { MetricLevel, Period } from '../../server/contract/metrics/metrics.ts';
import { queryMetrics } from '../../server/contract/routes/evaluation/metrics.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { stalenessQuery } from '../api/areas.ts';
import { definitionsQuery, metricsQuery } from '../evaluation/api.ts';
import { Downloads } from '../evaluation/downloads.tsx';
import { metricText } from '../evaluation/metrics/metric-text.ts';
import { type Span, spanName } from '../evaluation/periods.ts';
import { useAllPages } from '../evaluation/use-all-pages.ts';
import { dayIn } from '../format.ts';
import { areaTree } from '../geo/area-tree.ts';
import { useWords } from '../i18n/use-words.ts';
import { blocksOf, staleCells } from '../live/need/staleness.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { OnGround } from '../parts/on-ground.tsx';
import { useNow } from '../parts/use-now.ts';
import { useOutlines } from '../parts/use-outlines.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { Waiting } from '../parts/waiting.tsx';
import { lazyPiece } from '../shell/lazy-piece.tsx';
import { Needs } from './needs.tsx';
import styles from './page.module.css';
import { UnitTable } from './unit-table.tsx';
import { WeekPattern } from './week-pattern.tsx';
import { Windows } from './windows.tsx';

const CoverageMap = lazyPiece(() => import('./coverage-map.tsx'));
const WalkedChart = lazyPiece(() => import('./walked-chart.tsx'));

/** What is said of an area and of those below it, by id of the definitions. */
const METRICS = [
  ...['coverageUnion', 'combCoverage', 'combRate', 'stalenessMeanH', 'unseenShare'],
  ...['patrolsRequired', 'patrolsDone', 'requiredMin', 'effectiveMin'],
];
/** Effort is weighed over no more. */
const EFFORT_DAYS_MAX = 92;

type Shown = 'coverage' | 'staleness';

interface PeriodProps {
  area: Area;
  areas: readonly Area[];
  level: MetricLevel;
  period: Period;
  span: Span;
  asOf: number | null;
}

/** How one area was covered in one period. */
export const PeriodView = ({ area, areas, asOf, level, period, span }: PeriodProps) => {
  const { t, language } = useWords();
  const timeZone = useTimeZone();
  const { isWhole, ...ground } = useOutlines();
  // Nothing is shown before the area asked about can be.
  const isThere = isWhole || ground.outlines?.[area.level] !== undefined;
  const [shown, show] = useState<Shown>('coverage');
  const asked = { ...span, areaId: area.id, asOf, metrics: METRICS.join(',') };
  const definitions = useQuery(definitionsQuery).data?.definitions ?? [];
  const named = METRICS.flatMap((id) => definitions.filter((metric) => metric.id === id));
  const own = useInfiniteQuery(metricsQuery({ ...asked, period, level: area.level }));
  const days = useInfiniteQuery(metricsQuery({ ...asked, period: 'day', level: area.level }));
  const units = useInfiniteQuery(metricsQuery({ ...asked, period, level }));
  const grids = useInfiniteQuery(metricsQuery({ ...asked, period, level: 'grid' }));
  const { pages, cursors } = useAllPages(units);
  const rows = useMemo(() => pages.flatMap((page) => page.rows), [pages]);
  const { pages: gridPages } = useAllPages(grids);
  const { pages: dayPages } = useAllPages(days);
  const dayRows = useMemo(() => dayPages.flatMap((page) => page.rows), [dayPages]);
  const shares = useMemo(
    () =>
      new Map(
        gridPages.flatMap((page) =>
          page.rows.flatMap(({ id, metrics }) =>
            metrics.coverageUnion == null ? [] : [[id, metrics.coverageUnion] as const],
          ),
        ),
      ),
    [gridPages],
  );
  const nowMs = useNow(HOUR_MS);
  const at = Math.min(dayIn(dayjs(span.to), timeZone).valueOf(), nowMs);
  // The server answers for a town's worth of grids at once.
  const isSmall = useMemo(() => {
    const path = new Set(areaTree(areas).upward(area.id));
    return blocksOf(areas).some((block) => path.has(block));
  }, [areas, area]);
  const stale = useQuery({ ...stalenessQuery(area.id, at), enabled: isSmall });
  const cells = useMemo(() => (stale.data ? staleCells([stale.data]) : []), [stale.data]);
  const name = spanName(span.from, period);
  const total = own.data?.pages[0]?.rows[0];
  const asks = { areaId: area.id, from: span.from, to: span.to };
  const isWeighed = dayjs(span.to).diff(dayjs(span.from), 'day') <= EFFORT_DAYS_MAX;
  if (own.isLoadingError) return <Failure error={own.error} retry={own.refetch} />;
  if (own.isPending) return <Waiting />;
  const failed = [units, grids, days, stale].find(({ isLoadingError }) => isLoadingError);
  return (
    <section className={styles.period} aria-label={name} data-testid="coverage-period">
      <header>
        <h2 className="figure">{name}</h2>
        <Downloads
          path={queryMetrics.path}
          query={{ ...asked, period, level, asOf: units.data?.pages[0]?.versions.edition ?? null }}
          rows={rows.length}
          cursors={cursors}
          name={`coverage-${level}-${name}`}
        />
      </header>
      {failed && <Failure error={failed.error} retry={failed.refetch} />}
      {total ? (
        <dl className={styles.figures}>
          {named.map((metric) => (
            <div key={metric.id} title={metric.formula[language]}>
              <dt>{metric.name[language]}</dt>
              <dd className="figure">{metricText(t, total.metrics[metric.id], metric.unit)}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <Empty title={t('coverage.empty')} hint={t('coverage.emptyHint')} />
      )}
      <div className={styles.card}>
        <header>
          <h3>{t('coverage.map')}</h3>
          {isSmall && (
            <Segmented<Shown>
              size="small"
              aria-label={t('coverage.map')}
              options={[
                { value: 'coverage', label: t('coverage.ground') },
                { value: 'staleness', label: t('need.layer.staleness') },
              ]}
              value={shown}
              onChange={show}
            />
          )}
        </header>
        <div className={styles.map}>
          <OnGround ground={{ ...ground, outlines: isThere ? ground.outlines : null }}>
            {(outlines) => (
              <CoverageMap
                label={`${t('coverage.map')} · ${name}`}
                outlines={outlines}
                areaId={area.id}
                shares={shares}
                cells={shown === 'staleness' ? cells : null}
              />
            )}
          </OnGround>
        </div>
      </div>
      {dayRows.length > 1 && (
        <div className={styles.card}>
          <h3>{t('coverage.walkedChart')}</h3>
          <Suspense fallback={<div className={styles.chart} />}>
            <WalkedChart rows={dayRows} />
          </Suspense>
        </div>
      )}
      <WeekPattern asked={asks} />
      {stale.data && <Windows grids={stale.data.grids} />}
      {isWeighed && <Needs asked={asks} />}
      {rows.length > 0 && <UnitTable level={level} rows={rows} definitions={named} />}
    </section>
  );
};
