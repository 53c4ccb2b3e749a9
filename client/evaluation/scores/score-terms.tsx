import { Link } from 'react-router';
import type { Period } from '../../../server/contract/metrics/metrics.ts';
import type { NominationInput } from '../../../server/contract/scoring/nominations.ts';
import type { ScoreAnswer, ScoreRow } from '../../../server/contract/scoring/scores.ts';
import { useMay } from '../../api/use-may.ts';
import { oneDigit } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { nominate } from '../honours/honours-api.ts';
import { WithNote } from '../honours/with-note.tsx';
import { metricText } from '../metrics/metric-text.ts';
import { spanName } from '../periods.ts';
import styles from './scores.module.css';

/** Periods a nomination can rest on. */
const NOMINATED: readonly Period[] = [
  'month',
  'quarter',
  'year',
] satisfies (keyof NominationInput)[];

/** Every term of a score: the value, what it is worth, and how that came about. */
export const ScoreTerms = ({
  row,
  section,
  path,
  scheme,
  level,
  period,
  isOver,
}: Pick<ScoreAnswer, 'level' | 'period'> & {
  scheme: string;
  row: ScoreRow;
  section: ScoreAnswer['sections'][number] | null;
  /** Where the trend, days and patrols of the unit are; null: it has none. */
  path: string | null;
  /** Nothing is nominated by figures that can still change. */
  isOver: boolean;
}) => {
  const { t, language } = useWords();
  const mayNominate = useMay('nominate');
  if (!section) return <p>{t('evaluation.unranked.no-section')}</p>;
  const ranked = row.whole && row.rank !== null && row.honour?.qualifies !== false;
  const named =
    level !== 'department' && mayNominate && ranked && NOMINATED.includes(period) ? level : null;
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
      <p>
        {path !== null && <Link to={path}>{t('evaluation.figuresOf')}</Link>}
        {level === 'officer' && (
          <>
            {' · '}
            <Link to={`/officers/${row.id}/record`}>{t('record.title')}</Link>
          </>
        )}
        {named && (
          <>
            {' · '}
            {isOver ? (
              <WithNote
                label={t('evaluation.honours.nominate')}
                title={`${t('evaluation.honours.nominate')}: ${row.name}`}
                act={(note) =>
                  nominate({
                    scheme,
                    level: named,
                    unitId: row.id,
                    [period]: spanName(row.from, period),
                    note,
                  })
                }
              />
            ) : (
              t('evaluation.honours.whenOver')
            )}
          </>
        )}
      </p>
    </div>
  );
};
