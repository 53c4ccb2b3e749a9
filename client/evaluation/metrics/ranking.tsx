import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Suspense, useMemo } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { lazyPiece } from '../../shell/lazy-piece.tsx';
import { definitionsQuery, metricsQuery } from '../api.ts';
import { DataState } from '../data-state.tsx';
import { Downloads } from '../downloads.tsx';
import styles from '../page.module.css';
import { Refused } from '../refused.tsx';
import type { TabProps } from '../tab.ts';
import { useAllPages } from '../use-all-pages.ts';
import { PickColumns } from './pick-columns.tsx';
import { rankRows } from './rank.ts';
import { RankingTable } from './ranking-table.tsx';

const Unit = lazyPiece(() => import('./unit.tsx'));

/** Units of a level in a period, beside each other. */
export const Ranking = ({ question, level, todayText, change }: TabProps) => {
  const { t } = useWords();
  const { period, span, areaId, asOf, sort, unitId } = question;
  const definitions = useQuery(definitionsQuery);
  const asked = { level, period, ...span, areaId, asOf };
  const query = useInfiniteQuery(metricsQuery(asked));
  const { pages, cursors } = useAllPages(query);
  const rows = useMemo(
    () =>
      rankRows(
        pages.flatMap((page) => page.rows),
        sort,
      ),
    [pages, sort],
  );
  const versions = pages[0]?.versions;
  const metrics = useMemo(
    () =>
      question.columns.flatMap(
        (id) => definitions.data?.definitions.find((metric) => metric.id === id) ?? [],
      ),
    [question.columns, definitions.data],
  );
  const failed = [query, definitions].find(({ isLoadingError }) => isLoadingError);
  if (failed) return <Refused error={failed.error} retry={failed.refetch} />;
  const open = rows.find(({ id }) => id === unitId);
  return (
    <>
      <div className={styles.tools}>
        <DataState
          span={span}
          period={period}
          todayText={todayText}
          versions={versions}
          asOf={asOf}
          pin={(edition) => change({ asOf: edition })}
        />
        <span>
          {query.isSuccess && (
            <small className="figure" data-testid="unit-count">
              {t(query.hasNextPage ? 'evaluation.loading' : 'evaluation.units', {
                count: rows.length,
              })}
            </small>
          )}
          {versions && (
            <Downloads
              path="/metrics/patrols"
              query={{ ...asked, asOf: versions.edition }}
              rows={rows.length}
              cursors={cursors}
              name={`patrols-${level}-${span.from}`}
            />
          )}
          <PickColumns
            definitions={definitions.data?.definitions ?? []}
            chosen={question.columns}
            choose={(columns) => change({ columns })}
          />
        </span>
      </div>
      {query.isPending || definitions.isPending ? (
        <Skeleton active paragraph={{ rows: 12 }} title={false} />
      ) : rows.length === 0 ? (
        <Empty title={t('evaluation.empty')} hint={t('evaluation.emptyHint')} />
      ) : (
        <RankingTable
          rows={rows}
          metrics={metrics}
          level={level}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onOpen={(id) => change({ unitId: id })}
        />
      )}
      {open && (
        <Suspense>
          <Unit
            key={open.id}
            row={open}
            level={level}
            question={question}
            definitions={definitions.data?.definitions ?? []}
            change={change}
          />
        </Suspense>
      )}
    </>
  );
};
