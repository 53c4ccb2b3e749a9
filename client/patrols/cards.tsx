import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Patrol } from '../../server/contract/patrols/patrol.ts';
import { formatAt, minutesText, percent } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { patrolStanding } from '../live/officers/standing.ts';
import { OutcomeTag } from '../parts/outcome-tag.tsx';
import { useGridName } from '../parts/use-grid-name.ts';
import { ReasonTags } from './cells.tsx';
import styles from './page.module.css';
import { evidencePath } from './table.tsx';

const STEP = 40;

/** The list on a phone: a card a patrol. */
export const PatrolCards = ({ patrols, timeZone }: { patrols: Patrol[]; timeZone: string }) => {
  const { t } = useWords();
  const gridName = useGridName();
  const [count, setCount] = useState(STEP);
  return (
    <>
      <ul className={styles.cards}>
        {patrols.slice(0, count).map((p) => (
          <li key={p.id}>
            <Link to={evidencePath(p)} data-testid="patrol-row">
              <span>
                <b>{p.officerName}</b>
                <OutcomeTag standing={patrolStanding(p)} />
              </span>
              <small className="figure">
                {formatAt(p.startTime, timeZone, 'MM-DD HH:mm')} · {gridName(p.gridId, p.gridName)}
                {p.effectiveMin !== null && ` · ${minutesText(t, p.effectiveMin)}`}
                {p.coverage !== null && ` · ${percent(p.coverage)}`}
              </small>
              <ReasonTags patrol={p} />
            </Link>
          </li>
        ))}
      </ul>
      {patrols.length > count && (
        <Button block onClick={() => setCount(count + STEP)}>
          {t('patrols.loadMore')}
        </Button>
      )}
    </>
  );
};
