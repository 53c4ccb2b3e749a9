import { useQuery } from '@tanstack/react-query';
import { CASE_STATES, ENDED_STATES } from '../../server/contract/cases/case.ts';
import { caseCountsQuery } from '../api/cases.ts';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../parts/empty.tsx';
import { CaseList } from './case-list.tsx';
import styles from './cases.module.css';
import { narrowedBy, useLooking } from './filter.ts';

const COLUMNS = CASE_STATES.filter((state) => !ENDED_STATES.includes(state));

/** Open cases, a column a state. */
export const Board = () => {
  const { t } = useWords();
  const narrowed = narrowedBy(useLooking().looking);
  const { data: counts = [], isSuccess } = useQuery(caseCountsQuery(narrowed));
  const isAll = Object.keys(narrowed).length === 0;
  if (isSuccess && isAll && counts.every(({ count }) => count === 0))
    return (
      <div data-testid="case-board">
        <Empty title={t('cases.empty')} hint={t('cases.emptyHint')} />
      </div>
    );
  return (
    <div className={styles.board} data-testid="case-board">
      {COLUMNS.map((state) => {
        const own = counts.filter((one) => one.state === state);
        const sum = (among: typeof own) => among.reduce((total, { count }) => total + count, 0);
        return (
          <section key={state} aria-label={t(`cases.state.${state}`)}>
            <header>
              <h2>{t(`cases.state.${state}`)}</h2>
              <span className="figure">
                {t('cases.columnCount', {
                  count: sum(own),
                  red: sum(own.filter(({ light }) => light === 'red')),
                })}
              </span>
            </header>
            <CaseList
              isColumn
              none={<p className={styles.none}>{t('cases.empty')}</p>}
              filter={{ ...narrowed, states: [state] }}
            />
          </section>
        );
      })}
    </div>
  );
};
