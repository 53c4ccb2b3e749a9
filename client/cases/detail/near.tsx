import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { duplicatesQuery } from '../../api/cases.ts';
import { useWords } from '../../i18n/use-words.ts';
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
