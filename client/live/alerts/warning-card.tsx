import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { warningQuery } from '../../api/warnings.ts';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../parts/failure.tsx';
import { ListSkeleton } from '../../parts/list-skeleton.tsx';
import { useCategoryName } from '../../parts/use-category-name.ts';
import { useGridName } from '../../parts/use-grid-name.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { countsText } from '../../warnings/figures.ts';
import { LevelTag, StateTag } from '../../warnings/level-tag.tsx';
import { Card, cardStyles, Facts } from '../panel/card.tsx';

/** One warning, whether it still stands or not, and the way to why it was raised. */
export const WarningCard = ({ id }: { id: number }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const categoryName = useCategoryName();
  const gridName = useGridName();
  const query = useQuery(warningQuery(id));
  const warning = query.data?.warning;
  return (
    <Card
      title={warning ? gridName(warning.areaId, warning.areaName) : t('warnings.title')}
      subtitle={`#${id}`}
    >
      {query.isPending && <ListSkeleton />}
      {query.isLoadingError && <Failure error={query.error} retry={query.refetch} />}
      {warning && (
        <>
          <Facts
            rows={[
              [t('live.state'), <StateTag key="state" state={warning.state} />],
              [t('evaluation.level'), <LevelTag key="level" level={warning.level} />],
              [t('live.category'), categoryName(warning.category)],
              [t('live.incident'), countsText(t, warning)],
              [t('live.when'), formatAt(warning.raisedAt, timeZone, 'MM-DD HH:mm')],
            ]}
          />
          <p className={cardStyles.ways}>
            <Link to={`/warnings/${id}`}>{t('warnings.open')}</Link>
          </p>
        </>
      )}
    </Card>
  );
};
