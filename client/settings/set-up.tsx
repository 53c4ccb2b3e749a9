import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Lack, Setup } from '../../server/contract/people/setup.ts';
import { setupQuery } from '../api/people.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import { EndDemo } from '../set-up/end-demo.tsx';
import styles from './page.module.css';

/** What is brought in first to last: its count, the command or call that brings it in, and what of it may lack something. */
const PARTS: readonly {
  part: 'grids' | 'officers' | 'handhelds';
  by: string;
  lacks: readonly Lack[];
}[] = [
  {
    part: 'grids',
    by: 'npm run import -- areas FILE',
    lacks: ['areasWithoutGround'],
  },
  {
    part: 'officers',
    by: 'npm run import -- officers FILE',
    lacks: ['officersWithoutGrid', 'officersWithoutHandheld'],
  },
  {
    part: 'handhelds',
    by: 'npm run import -- handhelds FILE',
    lacks: ['handheldsWithoutOfficer'],
  },
];

const Lacking = ({ lack, of }: { lack: Lack; of: Setup['lacking'][Lack] }) => {
  const { t } = useWords();
  if (of.count === 0) return null;
  const names = of.named.map(({ code, name }) => (name === code ? code : `${name} (${code})`));
  const more = of.count - of.named.length;
  return (
    <details data-testid={lack}>
      <summary>{t(`setup.lack.${lack}`, { count: of.count })}</summary>
      <small>
        {names.join(t('between'))}
        {more > 0 && ` ${t('setup.more', { count: more })}`}
      </small>
    </details>
  );
};

/** What the deployment holds, how more is brought in, and what was brought in but lacks something. */
export const SetUp = () => {
  const { t } = useWords();
  const { data: setup, error, isLoadingError, refetch } = useQuery(setupQuery);
  return (
    <section className={styles.section} data-testid="settings-setup">
      <header>
        <h2>{t('setup.title')}</h2>
        <p>
          {t('setup.about')} <Link to="/set-up">{t('setup.how')}</Link>
        </p>
      </header>
      <EndDemo />
      {isLoadingError ? (
        <Failure error={error} retry={refetch} />
      ) : setup ? (
        <ul>
          {PARTS.map(({ part, by, lacks }) => (
            <li key={part}>
              <div>
                <b>{t(`setup.part.${part}`)}</b>
                <span className="figure">{setup[part]}</span>
              </div>
              <code>{by}</code>
              {lacks.map((lack) => (
                <Lacking key={lack} lack={lack} of={setup.lacking[lack]} />
              ))}
            </li>
          ))}
        </ul>
      ) : (
        <ListSkeleton />
      )}
    </section>
  );
};
