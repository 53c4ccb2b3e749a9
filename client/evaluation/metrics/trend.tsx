import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useMemo } from 'react';
import type { MetricDefinition, MetricLevel } from '../../../server/contract/metrics/metrics.ts';
import { areasQuery } from '../../api/areas.ts';
import { officersQuery } from '../../api/people.ts';
import { sessionQuery } from '../../api/session.ts';
import Chart from '../../chart/chart.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../parts/failure.tsx';
import { useShade } from '../../theme/preferences.ts';
import { PALETTES } from '../../theme/tokens.ts';
import { metricsQuery } from '../api.ts';
import { type Span, spanAt } from '../periods.ts';
import type { Question } from '../question.ts';
import { useAllPages } from '../use-all-pages.ts';
import { useUnitName } from '../use-unit-name.ts';
import { peerArea, TREND_PERIODS, trendOf } from './peers.ts';
import { isBadHigh } from './tone.ts';
import { trendChart } from './trend-chart.ts';
import styles from './unit.module.css';

interface TrendProps {
  unitId: number;
  level: MetricLevel;
  question: Question;
  metric: MetricDefinition;
  /** The period whose days are on show. */
  span: Span;
  onPick: (span: Span) => void;
}

/** A figure over the last periods beside the mean of the units around. */
export const Trend = ({ unitId, level, question, metric, span, onPick }: TrendProps) => {
  const { t, language } = useWords();
  const palette = PALETTES[useShade()];
  const nameOf = useUnitName();
  const areas = useQuery(areasQuery).data;
  const officers = useQuery(officersQuery).data;
  const own = useQuery(sessionQuery).data!.areaId;
  const { period, asOf } = question;
  const topId = question.areaId ?? own;
  const areaId = useMemo(
    () => peerArea({ level, unitId, period, topId }, areas ?? [], officers ?? []),
    [level, unitId, period, topId, areas, officers],
  );
  const { from } = spanAt(question.span.from, period, 1 - TREND_PERIODS[period]);
  const query = useInfiniteQuery({
    ...metricsQuery({
      level,
      period,
      from,
      to: question.span.to,
      areaId,
      asOf,
      metrics: metric.id,
    }),
    enabled: areas !== undefined && officers !== undefined,
  });
  const { pages } = useAllPages(query);
  const points = useMemo(
    () =>
      trendOf(
        pages.flatMap(({ rows }) => rows),
        { unitId, metric: metric.id, period, from: question.span.from },
      ),
    [pages, unitId, metric.id, period, question.span.from],
  );
  const meanName = t('evaluation.mean', {
    area: nameOf('district', areaId, String(areaId)),
    count: points.at(-1)?.peers ?? 0,
  });
  const option = useMemo(
    () => trendChart({ t, palette, points, metric, period, meanName, language, at: span.from }),
    [t, palette, points, metric, period, meanName, language, span.from],
  );
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  if (!query.isSuccess) return <Skeleton active paragraph={{ rows: 5 }} title={false} />;
  return (
    <>
      <ul className={styles.legend}>
        <li data-kind="own" data-bad={isBadHigh(metric.id)}>
          {metric.name[language]}
        </li>
        <li data-kind="mean">{meanName}</li>
      </ul>
      <Chart
        className={styles.chart}
        option={option}
        label={t('evaluation.trendOf', { name: metric.name[language] })}
        onPick={(x) => points[x] && onPick(points[x])}
      />
    </>
  );
};
