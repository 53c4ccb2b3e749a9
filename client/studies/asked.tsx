import { useQuery } from '@tanstack/react-query';
import { categoryName } from '../../server/contract/incidents/category-name.ts';
import type { Study } from '../../server/contract/studies/study.ts';
import { areasQuery } from '../api/areas.ts';
import { categoriesQuery } from '../api/incidents.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import styles from './page.module.css';
import { cellText } from './result/tables.ts';
import { methodWords, shortOf, valueText } from './said.ts';
import { useAnalysisWords } from './use-analysis-words.ts';

/** The question a study answers, in one line of chips. */
export const Asked = ({ study: { method, selection, parameters } }: { study: Study }) => {
  const { t, language } = useWords();
  const words = useAnalysisWords();
  const means = methodWords(words, method).parameters;
  const timeZone = useTimeZone();
  const { data: areas = [] } = useQuery(areasQuery);
  const { data: known = [] } = useQuery(categoriesQuery);
  const { from, to, areaId, cases, categories = [], counts } = selection;
  const day = (moment: string | undefined, shiftMs = 0) =>
    moment ? formatAt(Date.parse(moment) + shiftMs, timeZone, 'YYYY-MM-DD') : '…';
  const nameOf = (code: string) => {
    const category = known.find((c) => c.code === code);
    return category ? categoryName(category, language) : code;
  };
  return (
    <ul className={styles.asked} aria-label={t('studies.asked')}>
      {(from || to) && (
        <li className="figure">
          {day(from)} – {day(to, -1)}
        </li>
      )}
      {areaId && <li>{areas.find(({ id }) => id === areaId)?.name ?? areaId}</li>}
      {categories.map((code) => (
        <li key={code}>{nameOf(code)}</li>
      ))}
      {cases && <li>{t(`studies.cases.${cases}`)}</li>}
      {counts && <li>{t('studies.counts')}</li>}
      {Object.entries(parameters).map(([name, value]) => (
        <li key={name} title={name}>
          {shortOf(means[name] ?? name)}:{' '}
          {typeof value === 'string' ? valueText(words, value) : cellText(value)}
        </li>
      ))}
    </ul>
  );
};
