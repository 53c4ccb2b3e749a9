import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { areasQuery } from '../api/areas.ts';
import { setupQuery } from '../api/people.ts';
import { useMay } from '../api/use-may.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './shell.module.css';

/** What is brought in before anything can be watched, in this order. */
const STEPS = ['grids', 'officers', 'handhelds'] as const;

/** While there is nothing to watch: what is missing first, and where it is said how to bring it in. */
export default function FirstStep() {
  const { t } = useWords();
  const mayProvision = useMay('provision');
  const { data: areas } = useQuery(areasQuery);
  const { data: setup } = useQuery({ ...setupQuery, enabled: mayProvision });
  const missing = setup
    ? STEPS.find((step) => setup[step] === 0)
    : areas && !areas.some(({ level }) => level === 'grid')
      ? 'grids'
      : undefined;
  if (!missing) return null;
  return (
    <div className={`${styles.banner} ${styles.step}`} role="status" data-testid="first-step">
      <span>{t(`setup.first.${missing}`)}</span>
      {mayProvision ? (
        <Link to="/set-up">{t('setup.how')}</Link>
      ) : (
        <span>{t('setup.askAdministrator')}</span>
      )}
    </div>
  );
}
