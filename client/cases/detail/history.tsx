import { CASE_PHASES, type CaseFact } from '../../../server/contract/cases/case.ts';
import { type CaseDetail, TOLD_AT_ONCE_MS } from '../../../server/contract/cases/detail.ts';
import { handheldOf } from '../../../server/contract/handhelds/by-handheld.ts';
import { formatAt } from '../../format.ts';
import { saidOf } from '../../i18n/said-of.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import styles from '../cases.module.css';
import { useNames } from './use-names.ts';

const MINUTE = 'YYYY-MM-DD HH:mm';

/** What a step says besides why: to whom, until when, into which. */
const useSaid = (detail: CaseDetail) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const { handler } = useNames(detail);
  return (fact: CaseFact): string | null => {
    const { into, rating, toDepartmentId, toLevel, toOfficerId, until } = fact;
    const who = handler({ departmentId: toDepartmentId, officerId: toOfficerId });
    if (who) return t('cases.sentTo', { who });
    if (toLevel) return t('cases.toLevel', { level: t(`cases.level.${toLevel}`) });
    if (until) return t('cases.standsUntil', { at: formatAt(until, timeZone, MINUTE) });
    if (into !== null) return t('cases.mergedInto', { id: into });
    return rating === null ? null : t('cases.rated', { rating });
  };
};

/** What was done, in the order it was done; what had no effect says why. */
export const Facts = ({ detail }: { detail: CaseDetail }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const { doer } = useNames(detail);
  const saidIn = useSaid(detail);
  return (
    <section>
      <h3>{t('cases.history')}</h3>
      <ol className={styles.facts}>
        {detail.facts.map((fact) => {
          const { at, by, id, idleWhy, receivedAt, step, why } = fact;
          const said = saidIn(fact);
          return (
            <li key={id} data-idle={idleWhy !== null} data-testid="case-fact">
              <b>{t(`cases.done.${step}`)}</b>
              {said && <span>{said}</span>}
              <span>{doer(fact)}</span>
              <small className="figure">{formatAt(at, timeZone, 'MM-DD HH:mm')}</small>
              {Date.parse(receivedAt) - Date.parse(at) > TOLD_AT_ONCE_MS && (
                <p data-testid="case-told-late">
                  {t(handheldOf(by) !== null ? 'cases.cameLate' : 'cases.toldLate', {
                    at: formatAt(receivedAt, timeZone, 'MM-DD HH:mm'),
                  })}
                </p>
              )}
              {why && <p>{why}</p>}
              {idleWhy && <p>{t('cases.idle', { why: saidOf([idleWhy], t) })}</p>}
            </li>
          );
        })}
      </ol>
    </section>
  );
};

/** Phases with their deadlines, and when each ended. */
export const Deadlines = ({ detail: { spans } }: { detail: CaseDetail }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const timed = spans
    .filter(({ dueAt }) => dueAt !== null)
    .sort(
      (a, b) =>
        CASE_PHASES.indexOf(a.phase) - CASE_PHASES.indexOf(b.phase) || a.from.localeCompare(b.from),
    );
  if (timed.length === 0) return null;
  const clock = (moment: string | null) =>
    moment === null ? '—' : formatAt(moment, timeZone, 'MM-DD HH:mm');
  return (
    <section>
      <h3>{t('cases.deadlines')}</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            {(['phaseHead', 'fromHead', 'dueHead', 'endHead'] as const).map((key) => (
              <th key={key} scope="col">
                {t(`cases.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {timed.map(({ dueAt, from, phase, to }) => (
            <tr key={`${phase} ${from}`}>
              <th scope="row">{t(`cases.phase.${phase}`)}</th>
              <td>{clock(from)}</td>
              <td>{clock(dueAt)}</td>
              <td>{clock(to)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
