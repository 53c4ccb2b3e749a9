import type { OfficerRecord } from '../../server/contract/metrics/officer-record.ts';
import { oneDigit } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './page.module.css';

/** How schemes scored the officer, period by period, and what came of nominations. */
export const Ratings = ({ record: { scores, nominations } }: { record: OfficerRecord }) => {
  const { t, language } = useWords();
  return (
    <>
      <section>
        <h2>{t('record.ratings')}</h2>
        {scores.length === 0 ? (
          <p>{t('record.noRatings')}</p>
        ) : (
          <table>
            <thead>
              <tr>
                <th>{t('evaluation.which')}</th>
                <th>{t('evaluation.scheme')}</th>
                <th className={styles.number}>{t('evaluation.total')}</th>
                <th className={styles.number}>{t('record.rank')}</th>
                <th>{t('evaluation.standing')}</th>
              </tr>
            </thead>
            <tbody>
              {scores.map((score) => (
                <tr key={score.link} data-testid="record-score">
                  <td>
                    <a href={score.link} target="_blank" rel="noreferrer">
                      {score.name}
                    </a>
                  </td>
                  <td>
                    {score.schemeName[language]}
                    <small>{t('evaluation.version', { version: score.version })}</small>
                  </td>
                  <td className={styles.number}>
                    {score.total === null
                      ? '—'
                      : `${oneDigit(score.total)} / ${oneDigit(score.max)}`}
                  </td>
                  <td className={styles.number}>
                    {score.rank === null ? '—' : `${score.rank} / ${score.peers}`}
                  </td>
                  <td>
                    {[
                      score.stars === null ? null : t('record.stars', { count: score.stars }),
                      score.honour?.qualifies ? t('evaluation.honour') : null,
                      score.last ? t('evaluation.last') : null,
                      score.unranked && t(`evaluation.unranked.${score.unranked}`),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {nominations.length > 0 && (
        <section>
          <h2>{t('evaluation.tab.honours')}</h2>
          <ul>
            {nominations.map(({ id, scheme, from, decision, note, decisionNote, year }) => (
              <li key={id}>
                {year} · {scheme} · {from}: {note}
                {' → '}
                {decision
                  ? `${t(`evaluation.honours.decisions.${decision}`)} (${decisionNote})`
                  : t('evaluation.honours.open')}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
};
