import type { WarningEffect } from '../../../server/contract/warnings/warning.ts';
import { percent } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { chance, expectedText } from '../figures.ts';
import styles from './detail.module.css';

/** Whether the place was patrolled afterwards, and what happened there against what was to be expected. */
export const Effect = ({ effect }: { effect: WarningEffect }) => {
  const { t } = useWords();
  const soFar = (elapsed: boolean) => (elapsed ? null : <small> {t('warnings.notElapsed')}</small>);
  return (
    <section className={styles.part} data-testid="warning-effect">
      <h3>{t('warnings.patrolledAfter')}</h3>
      {effect.patrolled.every(({ patrols }) => patrols === 0) && (
        <p className={styles.note}>{t('warnings.notPatrolled')}</p>
      )}
      <ul className={styles.coverage}>
        {effect.patrolled.map(({ hours, elapsed, patrols, coverage }) => (
          <li key={hours}>
            <span>
              {t('warnings.after', { hours })}
              {soFar(elapsed)}
            </span>
            <meter min={0} max={1} value={coverage ?? 0} aria-hidden="true" />
            <b className="figure">
              {coverage === null ? t('warnings.noGround') : percent(coverage)}
            </b>
            <small className="figure">{t('warnings.patrols', { count: patrols })}</small>
          </li>
        ))}
      </ul>
      <h3>{t('warnings.incidentsAfter')}</h3>
      <p className={styles.note}>{t('warnings.incidentsAfterHint')}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            {(['period', 'observed', 'expected', 'asBefore', 'p'] as const).map((key) => (
              <th key={key} scope="col">
                {t(`warnings.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {effect.incidents.map(({ days, elapsed, observed, expected, asBefore, p }) => (
            <tr key={days}>
              <th scope="row">
                {t('warnings.inDays', { days })}
                {soFar(elapsed)}
              </th>
              <td>{observed}</td>
              <td>{expectedText(expected)}</td>
              <td>{expectedText(asBefore)}</td>
              <td>
                {elapsed ? (
                  chance(p)
                ) : (
                  <>
                    <span aria-hidden="true" title={t('warnings.pOpen')}>
                      —
                    </span>
                    <span className={styles.hidden}>{t('warnings.pOpen')}</span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
