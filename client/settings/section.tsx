import { Button } from 'antd';
import { Children, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import styles from './page.module.css';

const HELP = {
  handhelds: 'phones',
  officers: 'set-up',
  posts: 'set-up',
  webhooks: 'webhooks',
  keys: 'metrics',
  thresholds: 'warnings',
  cases: 'cases',
  departments: 'cases',
  categories: 'set-up',
  foreign: 'cases',
} as const;

interface SectionProps {
  /** Names its words. */
  kind: keyof typeof HELP;
  query: { isPending: boolean; isLoadingError: boolean; error: unknown; refetch: () => unknown };
  /** Left out where they are made elsewhere. */
  create?: () => void;
  children: ReactNode;
}

/** A list of things an administrator makes, with what they are for. */
export const Section = ({ kind, query, create, children }: SectionProps) => {
  const { t } = useWords();
  return (
    <section className={styles.section} data-testid={`settings-${kind}`}>
      <header>
        <h2>{t(`settings.${kind}.title`)}</h2>
        {create && (
          <Button type="primary" onClick={create}>
            {t(`settings.${kind}.new`)}
          </Button>
        )}
        <p>
          {t(`settings.${kind}.about`)}{' '}
          <Link to={`/help/${HELP[kind]}`}>{t(`settings.${kind}.help`)}</Link>
        </p>
      </header>
      {query.isPending ? (
        <ListSkeleton />
      ) : query.isLoadingError ? (
        <Failure error={query.error} retry={query.refetch} />
      ) : Children.toArray(children).length === 0 ? (
        <Empty title={t(`settings.${kind}.empty`)} hint={t(`settings.${kind}.emptyHint`)} />
      ) : (
        <ul>{children}</ul>
      )}
    </section>
  );
};
