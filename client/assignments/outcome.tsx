import { layOver, untilMs } from '../../server/contract/people/lay-over.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Change, Row } from './api.ts';
import styles from './assignments.module.css';
import { useSpellText } from './use-spell-text.ts';

/** Lines at most. */
const SHOWN = 6;

interface OutcomeProps {
  history: readonly Row[];
  /** null: nothing is chosen that could be laid. */
  change: Change | null;
  nameOf: (code: string) => string;
}

/** What a change comes to, before it is made: who then has it, and before and after that. */
export const Outcome = ({ change, history, nameOf }: OutcomeProps) => {
  const { t } = useWords();
  const spellText = useSpellText();
  if (!change) return null;
  const rows = layOver(
    history.map(({ from, target, to }) => ({ target, from, to })),
    change,
  ).filter(
    ({ from, to }) =>
      Date.parse(from) <= untilMs(change.to) && untilMs(to) >= Date.parse(change.from),
  );
  return (
    <div className={styles.outcome} data-testid="outcome">
      <b>{t('assignments.outcome')}</b>
      {rows.length === 0 && <p>{t('assignments.nobody')}</p>}
      <ul>
        {rows.slice(0, SHOWN).map((row) => (
          <li key={`${row.target} ${row.from}`}>
            {nameOf(row.target)} <span className="figure">{spellText(row)}</span>
          </li>
        ))}
      </ul>
      {rows.length > SHOWN && <p>{t('assignments.andMore', { count: rows.length - SHOWN })}</p>}
    </div>
  );
};
