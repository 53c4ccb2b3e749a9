import { Link, useLocation } from 'react-router';
import { useWords } from '../i18n/use-words.ts';
import styles from './tab-links.module.css';

/** On a phone the links are swiped. */
const intoView = (link: HTMLElement | null) =>
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

/** Ways to the parts of the evaluation, each of which has an address. */
export const TabLinks = ({ keys, active }: { keys: readonly string[]; active: string }) => {
  const { t } = useWords();
  const { search } = useLocation();
  return (
    <nav className={styles.links} aria-label={t('evaluation.title')}>
      {keys.map((key) => (
        <Link
          key={key}
          to={{ pathname: `/evaluation/${key}`, search }}
          aria-current={key === active ? 'page' : undefined}
          ref={key === active ? intoView : undefined}
        >
          {t(`evaluation.tab.${key}`)}
        </Link>
      ))}
    </nav>
  );
};
