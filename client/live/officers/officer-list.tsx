import { observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { agoText } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { useGridName } from '../../parts/use-grid-name.ts';
import { useNow } from '../../parts/use-now.ts';
import { fleet, useFleet } from '../fleet/fleet-store.ts';
import { type Selection, useView } from '../map/view.ts';
import styles from '../panel/panel.module.css';
import { NotHeard } from '../stream/not-heard.tsx';

const ROW_PX = 46;
/** Rows are there for so much at least, px: a phone's sheet is closed at first and shows the list without a measure. */
const LEAST_PX = 460;
/** How long ago is told anew this often. */
const AGE_MS = 15_000;

/** The nearest box around an element that scrolls. */
const scrollerOf = (element: HTMLElement | null): HTMLElement | null => {
  for (let at = element?.parentElement ?? null; at; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  return null;
};

/** Everyone on the map: who moves, who stands, who is silent. Only rows in sight are there. */
export const OfficerList = ({ show }: { show: (target: Selection) => void }) => {
  const { t } = useWords();
  const isThere = useFleet((f) => f.isThere);
  const order = useFleet((f) => f.order);
  if (!isThere) return <NotHeard />;
  if (order.length === 0) {
    return <Empty title={t('live.noOfficers')} hint={t('live.noOfficersHint')} />;
  }
  return <Rows order={order} show={show} />;
};

const Rows = ({ order, show }: { order: readonly number[]; show: (target: Selection) => void }) => {
  const { t } = useWords();
  const selection = useView((v) => v.selection);
  const gridName = useGridName();
  const now = useNow(AGE_MS);
  const list = useRef<HTMLUListElement>(null);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  useEffect(() => setScroller(scrollerOf(list.current)), []);
  const rows = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller,
    observeElementRect: (instance, tell) =>
      observeElementRect(instance, (rect) =>
        tell({ ...rect, height: Math.max(rect.height, LEAST_PX) }),
      ),
    estimateSize: () => ROW_PX,
    getItemKey: (i) => order[i]!,
    overscan: 6,
  });
  const items = rows.getVirtualItems();
  return (
    <ul
      ref={list}
      className={styles.list}
      style={{ height: rows.getTotalSize(), paddingTop: items[0]?.start ?? 0 }}
      data-testid="officer-list"
    >
      {items.map(({ index }) => {
        const officer = fleet.officer(order[index]!);
        if (!officer) return null;
        const { officerId, name, gridId, inGrid, activity, t: seen } = officer;
        return (
          <li key={officerId} aria-setsize={order.length} aria-posinset={index + 1}>
            <button
              type="button"
              className={styles.row}
              aria-pressed={selection?.kind === 'officer' && selection.id === officerId}
              onClick={() => show({ kind: 'officer', id: officerId })}
              data-testid="officer-row"
            >
              <i className={styles.dot} data-activity={activity} data-off={inGrid === false} />
              <span className={styles.main}>
                <b>{name}</b>
                <small>{gridName(gridId)}</small>
              </span>
              <span className={styles.side}>
                {inGrid === false && activity !== 'silent' ? (
                  <em>{t('live.offGrid')}</em>
                ) : (
                  <span>{t(`live.activity.${activity}`)}</span>
                )}
                <small className="figure">{agoText(t, Math.max(0, now - seen))}</small>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
};
