import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type CaseFilter, casesQuery } from '../api/cases.ts';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import styles from './cases.module.css';
import { CaseRow } from './row.tsx';

interface CaseListProps {
  filter: CaseFilter;
  /** Shown where the filter leaves none, instead of the whole hint. */
  none?: ReactNode;
  /** All are of one state, which is said above. */
  isColumn?: boolean;
}

/** Cases a filter leaves, a page at a time. */
export const CaseList = ({ filter, isColumn = false, none }: CaseListProps) => {
  const { t } = useWords();
  const query = useInfiniteQuery(casesQuery(filter));
  const cases = query.data?.pages.flatMap((page) => page.cases) ?? [];
  if (query.isPending) return <ListSkeleton />;
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  if (cases.length === 0)
    return none ?? <Empty title={t('cases.empty')} hint={t('cases.emptyHint')} />;
  return (
    <>
      <ul className={styles.list}>
        {cases.map((one) => (
          <CaseRow key={one.id} one={one} saysState={!isColumn} />
        ))}
      </ul>
      <LoadMore query={query} type="text">
        {t('cases.loadMore')}
      </LoadMore>
    </>
  );
};
