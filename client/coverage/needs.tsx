import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { effortQuery } from '../api/incidents.ts';
import { oneDigit, percent } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useView } from '../live/map/view.ts';
import { ofClass } from '../live/need/use-effort.ts';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import { useGridName } from '../parts/use-grid-name.ts';
import { expectedText } from '../warnings/figures.ts';
import type { Asked } from './api.ts';
import styles from './page.module.css';

/** The suggested patrol a click asks for, minutes. */
const SUGGESTED_MIN = 60;

/** Grids that are hot and not patrolled, most pressing first, each a way to the patrol that is suggested for it. */
export const Needs = ({ asked }: { asked: Asked }) => {
  const { t } = useWords();
  const go = useNavigate();
  const gridName = useGridName();
  const { select, suggest } = useView();
  const query = useQuery(effortQuery(asked));
  if (query.isPending) return <ListSkeleton />;
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  const rows = ofClass(query.data.grids, 'hot-not-patrolled');
  return (
    <section className={styles.card} data-testid="coverage-needs">
      <h3>{t('need.layer.effort')}</h3>
      {rows.length === 0 && <p>{t('need.effort.none.hot-not-patrolled')}</p>}
      <ul className={styles.needs}>
        {rows.map(({ gridId, name, patrolH, reported, timesUsual, unseenPerDay, coverage }) => (
          <li key={gridId}>
            <span>
              <b>{gridName(gridId, name)}</b>
              <small className="figure">
                {[
                  t('need.effort.times', {
                    value: oneDigit(timesUsual.best),
                    low: oneDigit(timesUsual.low),
                    high: oneDigit(timesUsual.high),
                  }),
                  t('incidents.all', { count: reported }),
                  t('need.effort.hours', { hours: oneDigit(patrolH) }),
                  coverage !== null && t('coverage.seen', { share: percent(coverage) }),
                  unseenPerDay !== null &&
                    t('need.effort.unseen', { value: expectedText(unseenPerDay) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            <Button
              size="small"
              onClick={() => {
                select({ kind: 'grid', id: gridId });
                suggest({ gridId, minutes: SUGGESTED_MIN });
                void go('/');
              }}
            >
              {t('need.suggest.button')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};
