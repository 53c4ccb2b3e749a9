import { Link } from 'react-router';
import type { ScoreAnswer, ScoreRow } from '../../../server/contract/metrics/scoring.ts';
import { oneDigit } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { metricText } from '../metrics/metric-text.ts';
import styles from './scores.module.css';

/** Every term of a score: the value, what it is worth, and how that came about. */
export const ScoreTerms = ({
  row,
  section,
  path,
}: {
  row: ScoreRow;
  section: ScoreAnswer['sections'][number] | null;
  /** Where the trend, days and patrols of the unit are. */
  path: string;
}) => {
  const { t, language } = useWords();
  if (!section) return <p>{t('evaluation.unranked.no-section')}</p>;
  const of = (id: string) => row.terms.find((term) => term.id === id);
  return (
    <div className={styles.terms} data-testid="score-terms">
      <table>
        <thead>
          <tr>
            <th>{t('evaluation.term')}</th>
            <th>{t('evaluation.value')}</th>
            <th>{t('evaluation.points')}</th>
            <th>{t('evaluation.working')}</th>
          </tr>
        </thead>
        <tbody>
          {section.base > 0 && (
            <tr>
              <td>{t('evaluation.base')}</td>
              <td>—</td>
              <td className="figure">{oneDigit(section.base)}</td>
              <td />
            </tr>
          )}
          {section.terms.map(({ id, name, role, max, unit, formula }) => (
            <tr key={id} data-testid="score-term">
              <td>
                <b>{name[language]}</b>
                <small>
                  {t(`evaluation.role.${role}`)} · {formula[language]}
                </small>
              </td>
              <td className="figure">{metricText(t, of(id)?.value, unit)}</td>
              <td className="figure">
                {of(id)?.points === null || of(id) === undefined
                  ? t('evaluation.leftOut')
                  : `${oneDigit(of(id)!.points!).replace('-', '−')} / ${role === 'deduction' ? '−' : ''}${oneDigit(max)}`}
              </td>
              <td>
                <code>{of(id)?.working}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {row.factor !== 1 && (
        <p>{t('evaluation.factor', { factor: Math.round(row.factor * 1000) / 1000 })}</p>
      )}
      <Link to={path}>{t('evaluation.figuresOf')}</Link>
    </div>
  );
};
