import { useInfiniteQuery } from '@tanstack/react-query';
import { Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { Case } from '../../server/contract/cases/case.ts';
import { type CaseFilter, casesQuery } from '../api/cases.ts';
import { useMay } from '../api/use-may.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { useCategoryName } from '../parts/use-category-name.ts';
import { useGridName } from '../parts/use-grid-name.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { Bulk } from './bulk.tsx';
import styles from './cases.module.css';
import { CardTag, LightTag } from './light.tsx';
import { useHandlerName } from './use-handler-name.ts';

/** Cases a filter leaves, a row each; those chosen can be worked on together. */
export const CaseTable = ({ filter }: { filter: CaseFilter }) => {
  const { t } = useWords();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const mayHandle = useMay('handle-cases');
  const query = useInfiniteQuery(casesQuery(filter));
  const cases = query.data?.pages.flatMap((page) => page.cases) ?? [];
  if (query.isPending) return <ListSkeleton />;
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  return (
    <>
      <Bulk cases={cases.filter(({ id }) => chosen.includes(id))} clear={() => setChosen([])} />
      {cases.length === 0 ? (
        <Empty title={t('cases.empty')} hint={t('cases.emptyHint')} />
      ) : (
        <Rows cases={cases} chosen={chosen} choose={mayHandle ? setChosen : null} />
      )}
      <LoadMore query={query} type="text">
        {t('cases.loadMore')}
      </LoadMore>
    </>
  );
};

interface RowsProps {
  cases: readonly Case[];
  chosen: readonly number[];
  /** null: of whoever may take no step. */
  choose: ((ids: readonly number[]) => void) | null;
}

const Rows = ({ cases, choose, chosen }: RowsProps) => {
  const { t } = useWords();
  const { search } = useLocation();
  const timeZone = useTimeZone();
  const [categoryName, gridName, handlerName] = [
    useCategoryName(),
    useGridName(),
    useHandlerName(),
  ];
  const clock = (moment: string | null) =>
    moment === null ? '—' : formatAt(moment, timeZone, 'MM-DD HH:mm');
  const columns: TableColumnsType<Case> = [
    {
      title: t('cases.lights'),
      render: (_, { card, light }) => (
        <span className={styles.tags}>
          <LightTag light={light} />
          <CardTag card={card} />
        </span>
      ),
    },
    {
      title: t('cases.one'),
      render: (_, { category, id }) => (
        <Link to={{ pathname: `/cases/${id}`, search }} data-testid="case-row">
          #{id} {categoryName(category)}
        </Link>
      ),
    },
    { title: t('cases.place'), render: (_, { gridId }) => gridName(gridId) },
    { title: t('cases.stateHead'), render: (_, { state }) => t(`cases.state.${state}`) },
    { title: t('cases.levelHead'), render: (_, { level }) => t(`cases.level.${level}`) },
    { title: t('cases.handlerHead'), render: (_, one) => handlerName(one) ?? '—' },
    { title: t('cases.openedHead'), className: 'figure', render: (_, c) => clock(c.openedAt) },
    {
      title: t('cases.dueHead'),
      className: 'figure',
      render: (_, { dueAt, phase }) =>
        phase === null ? '—' : `${t(`cases.phase.${phase}`)} ${clock(dueAt)}`,
    },
  ];
  return (
    <div className={styles.rows}>
      <Table<Case>
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={[...cases]}
        pagination={false}
        {...(choose && {
          rowSelection: {
            selectedRowKeys: [...chosen],
            onChange: (keys) => choose(keys as number[]),
            getCheckboxProps: ({ id }) => ({ 'aria-label': t('cases.choose', { id }) }),
            getTitleCheckboxProps: () => ({ 'aria-label': t('cases.chooseAll') }),
          },
        })}
      />
    </div>
  );
};
