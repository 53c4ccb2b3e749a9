import type { CSSProperties } from 'react';
import type { Staleness } from '../../server/contract/areas/staleness.ts';
import { percent } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useGridName } from '../parts/use-grid-name.ts';
import styles from './page.module.css';

/** How far each grid's comb-like window is filled, the emptiest first; the mark is what the norm requires. */
export const Windows = ({ grids }: { grids: Staleness['grids'] }) => {
  const { t } = useWords();
  const gridName = useGridName();
  const lacking = (grid: Staleness['grids'][number]) => grid.periodCoverage - grid.periodRequired;
  const rows = [...grids].sort((a, b) => lacking(a) - lacking(b));
  const met = rows.filter((grid) => lacking(grid) >= 0).length;
  return (
    <section className={styles.card} data-testid="coverage-windows">
      <h3>{t('coverage.windows', { met, count: rows.length })}</h3>
      <ul className={styles.windows}>
        {rows.map((grid) => {
          const { gridId, periodCoverage, periodDays, periodRequired } = grid;
          const said = t('coverage.window', {
            // What is short of it never reads as what is required.
            share: percent(periodCoverage, lacking(grid) < 0 ? 1 : 0),
            required: percent(periodRequired),
            days: periodDays,
          });
          return (
            <li key={gridId} data-met={lacking(grid) >= 0}>
              <span>{gridName(gridId)}</span>
              <i
                style={{ '--share': periodCoverage, '--required': periodRequired } as CSSProperties}
                aria-hidden="true"
              />
              <small className="figure">{said}</small>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
