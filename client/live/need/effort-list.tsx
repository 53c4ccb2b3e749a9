import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { GridEffortRow } from '../../../server/contract/metrics/effort.ts';
import { effortQuery } from '../../api/incidents.ts';
import { dayBefore, oneDigit, percent } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { EffortClass } from '../../layers/effort.ts';
import { Empty } from '../../parts/empty.tsx';
import { Failure } from '../../parts/failure.tsx';
import { ListSkeleton } from '../../parts/list-skeleton.tsx';
import { useGridName } from '../../parts/use-grid-name.ts';
import { expectedText } from '../../warnings/figures.ts';
import { type Selection, useView } from '../map/view.ts';
import styles from '../panel/panel.module.css';
import need from './need.module.css';
import { ofClass } from './use-effort.ts';

const CLASSES: readonly EffortClass[] = ['hot-not-patrolled', 'patrolled-cold'];

const Row = ({ row, onShow }: { row: GridEffortRow; onShow: () => void }) => {
  const { t } = useWords();
  const gridName = useGridName();
  const selection = useView((v) => v.selection);
  const { low, best, high } = row.timesUsual;
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-pressed={selection?.kind === 'grid' && selection.id === row.gridId}
        onClick={onShow}
        data-testid="effort-row"
      >
        <span className={styles.main}>
          <b>{gridName(row.gridId, row.name)}</b>
          <small>
            {t('need.effort.times', {
              value: oneDigit(best),
              low: oneDigit(low),
              high: oneDigit(high),
            })}
          </small>
        </span>
        <span className={styles.side}>
          {row.unseenPerDay !== null && (
            <b className="figure">
              {t('need.effort.unseen', { value: expectedText(row.unseenPerDay) })}
            </b>
          )}
          <small className="figure">
            {t('need.effort.hours', { hours: oneDigit(row.patrolH) })}
            {row.effortRatio?.best != null &&
              ` · ${t('need.effort.ofShare', { share: percent(row.effortRatio.best) })}`}
          </small>
        </span>
      </button>
    </li>
  );
};

/** Grids where incidents and patrols do not meet, the most pressing first. */
export const EffortList = ({ show }: { show: (target: Selection) => void }) => {
  const { t } = useWords();
  const query = useQuery(effortQuery());
  const [kind, setKind] = useState<EffortClass>('hot-not-patrolled');
  if (query.isPending) return <ListSkeleton />;
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  const { grids, from, to } = query.data;
  const rows = ofClass(grids, kind);
  return (
    <div data-testid="effort">
      <div className={need.head}>
        <Segmented<EffortClass>
          aria-label={t('need.tab')}
          size="small"
          block
          options={CLASSES.map((value) => ({ value, label: t(`need.effort.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
        <p>
          {t('need.effort.about', { from, to: dayBefore(to) })}{' '}
          <Link to="/help/warnings">{t('need.effort.help')}</Link>
        </p>
      </div>
      {rows.length === 0 ? (
        <Empty title={t(`need.effort.none.${kind}`)} hint={t('need.effort.noneHint')} />
      ) : (
        <ul className={styles.list}>
          {rows.map((row) => (
            <Row key={row.gridId} row={row} onShow={() => show({ kind: 'grid', id: row.gridId })} />
          ))}
        </ul>
      )}
    </div>
  );
};
