import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { SAME_PLACE_M } from '../../../server/contract/cases/case.ts';
import { casesQuery, duplicatesQuery } from '../../api/cases.ts';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import styles from '../cases.module.css';

/** Open cases near by that may be the same matter. */
export const Near = ({ id }: { id: number }) => {
  const { t } = useWords();
  const { data = [] } = useQuery(duplicatesQuery(id));
  if (data.length === 0) return null;
  return (
    <section>
      <h3>{t('cases.duplicates')}</h3>
      <ul className={styles.facts}>
        {data.map(({ apartMin, awayM, case: other }) => (
          <li key={other.id}>
            <Link to={`/cases/${other.id}`}>#{other.id}</Link>
            <span className="figure">
              {t('cases.apart', {
                metres: Math.round(awayM),
                hours: Math.round(apartMin / 6) / 10,
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Earlier ones shown; how many there are is said of more. */
const EARLIER_SHOWN = 5;

/** Cases of its category that were at this place before, open or not: what comes back. */
export const Earlier = ({ id }: { id: number }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const { data } = useInfiniteQuery(casesQuery({ around: id }));
  const page = data?.pages[0];
  const earlier = page?.cases.filter((other) => other.id < id) ?? [];
  if (!page || earlier.length === 0) return null;
  const told = { count: earlier.length, metres: SAME_PLACE_M };
  return (
    <section data-testid="case-earlier">
      <h3>{t('cases.earlier')}</h3>
      <p className={styles.note}>
        {t(page.next === null ? 'cases.earlierSays' : 'cases.earlierMore', told)}
      </p>
      <ul className={styles.facts}>
        {earlier.slice(0, EARLIER_SHOWN).map((other) => (
          <li key={other.id}>
            <Link to={`/cases/${other.id}`}>#{other.id}</Link>
            <span>{t(`cases.state.${other.state}`)}</span>
            <small className="figure">{formatAt(other.openedAt, timeZone, 'YYYY-MM-DD')}</small>
          </li>
        ))}
      </ul>
    </section>
  );
};
