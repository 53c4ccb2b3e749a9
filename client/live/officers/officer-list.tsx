import { useMemo } from 'react';
import { agoText } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { DrawnOfficer } from '../../layers/officers.ts';
import { Empty } from '../../parts/empty.tsx';
import { ListSkeleton } from '../../parts/list-skeleton.tsx';
import { useGridName } from '../../parts/use-grid-name.ts';
import { type Selection, useView } from '../map/view.ts';
import styles from '../panel/panel.module.css';
import { useLive } from '../stream/store.ts';
import type { Activity } from './activity.ts';
import { useDrawnOfficers } from './use-drawn-officers.ts';

/** More rows than anyone reads; beyond them the search is faster. */
const ROWS = 200;
const ORDER: Record<Activity, number> = { moving: 0, standing: 1, silent: 2 };

const byActivity = (a: DrawnOfficer, b: DrawnOfficer): number =>
  ORDER[a.activity] - ORDER[b.activity] || a.state.officerId - b.state.officerId;

export const OfficerList = ({ show }: { show: (target: Selection) => void }) => {
  const { t } = useWords();
  const officers = useDrawnOfficers();
  const at = useLive((s) => s.world.at);
  const selection = useView((v) => v.selection);
  const gridName = useGridName();
  const sorted = useMemo(() => [...officers].sort(byActivity), [officers]);
  if (at === 0) return <ListSkeleton />;
  if (sorted.length === 0) {
    return <Empty title={t('live.noOfficers')} hint={t('live.noOfficersHint')} />;
  }
  return (
    <ul className={styles.list} data-testid="officer-list">
      {sorted.slice(0, ROWS).map(({ state, activity }) => (
        <li key={state.officerId}>
          <button
            type="button"
            className={styles.row}
            aria-pressed={selection?.kind === 'officer' && selection.id === state.officerId}
            onClick={() => show({ kind: 'officer', id: state.officerId })}
            data-testid="officer-row"
          >
            <i className={styles.dot} data-activity={activity} data-off={state.inGrid === false} />
            <span className={styles.main}>
              <b>{state.name}</b>
              <small>{gridName(state.gridId)}</small>
            </span>
            <span className={styles.side}>
              {state.inGrid === false && activity !== 'silent' ? (
                <em>{t('live.offGrid')}</em>
              ) : (
                <span>{t(`live.activity.${activity}`)}</span>
              )}
              <small className="figure">{agoText(t, at - state.t)}</small>
            </span>
          </button>
        </li>
      ))}
      {sorted.length > ROWS && (
        <li className={styles.more}>{t('live.more', { count: sorted.length - ROWS })}</li>
      )}
    </ul>
  );
};
