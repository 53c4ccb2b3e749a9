import type { OfficerRecord } from '../../server/contract/metrics/officer-record.ts';
import { metricText } from '../evaluation/metrics/metric-text.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './page.module.css';

/** Figures by quarter and year; a period's head leads to what answers with its figures, a figure's to its definition. */
export const Figures = ({ record }: { record: OfficerRecord }) => {
  const { t, language } = useWords();
  const { definitions, periods } = record;
  return (
    <section>
      <h2>{t('record.figures')}</h2>
      {periods.length === 0 ? (
        <p>{t('record.noFigures')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>{t('evaluation.metric')}</th>
              {periods.map(({ name, link }) => (
                <th key={name} className={styles.number}>
                  <a href={link} target="_blank" rel="noreferrer" data-testid="record-period">
                    {name}
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {definitions.map(({ id, name, formula, unit, version }) => (
              <tr key={id} data-testid={`record-${id}`}>
                <td>
                  {name[language]}
                  <small>
                    {id} · {t('evaluation.version', { version })} · {formula[language]}
                  </small>
                </td>
                {periods.map((period) => (
                  <td key={period.name} className={styles.number}>
                    {metricText(t, period.metrics[id], unit)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
